package org.superpose.optics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.superpose.optics");

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.superpose.optics.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void opticsKnowsNeitherCircuitsNorNetworks() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.superpose.circuits..", "org.superpose.simulator..").check(CLASSES);
    }

    @Test
    void waveStandsOnNothingOfOurs() {
        noClasses().that().resideInAPackage("..optics.wave..").should().dependOnClassesThat()
                .resideInAnyPackage("..optics.source..", "..optics.element..", "..optics.propagation..", "..optics.detection..").check(CLASSES);
    }
}
