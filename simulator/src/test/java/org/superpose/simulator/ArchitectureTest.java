package org.superpose.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walls of the house, in all three modules: who may use whom, and what may not occur at all. */
class ArchitectureTest {
    private static final String ROOT = "org.superpose.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.superpose");

    /**
     * Each package and the packages that it may use; whom these may use, it may use too. A new package gets a line here.
     * Packages below one of these ({@code report.chart}) belong to it.
     */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("circuits.circuit", List.of()),
            Map.entry("circuits.passive", List.of("circuits.circuit")),
            Map.entry("circuits.source", List.of("circuits.circuit")),
            Map.entry("circuits.semiconductor", List.of("circuits.circuit")),
            Map.entry("circuits.amplifier", List.of("circuits.circuit")),
            Map.entry("circuits.memory", List.of("circuits.circuit")),
            Map.entry("circuits.crew", List.of()),
            Map.entry("circuits.sparse", List.of("circuits.crew")),
            Map.entry("circuits.plan", List.of("circuits.circuit", "circuits.sparse")),
            Map.entry("circuits.solve", List.of("circuits.plan")),
            Map.entry("circuits.analysis", List.of("circuits.solve")),
            Map.entry("circuits.cell", List.of("circuits.analysis", "circuits.passive", "circuits.source", "circuits.semiconductor", "circuits.amplifier", "circuits.memory")),
            Map.entry("circuits.characterisation", List.of("circuits.cell", "circuits.spice")),
            Map.entry("circuits.spice", List.of("circuits.analysis", "circuits.passive", "circuits.source", "circuits.semiconductor", "circuits.amplifier", "circuits.memory")),
            Map.entry("optics.wave", List.of()),
            Map.entry("optics.fourier", List.of()),
            Map.entry("optics.source", List.of("optics.wave")),
            Map.entry("optics.element", List.of("optics.wave", "optics.fourier")),
            Map.entry("optics.propagation", List.of("optics.wave", "optics.fourier")),
            Map.entry("optics.hologram", List.of("optics.element")),
            Map.entry("optics.detection", List.of("optics.wave")),
            Map.entry("optics.bench", List.of("optics.element", "optics.propagation")),
            Map.entry("optics.mesh", List.of("optics.wave")),
            Map.entry("simulator.input", List.of()),
            Map.entry("simulator.matrix", List.of()),
            Map.entry("simulator.noise", List.of()),
            Map.entry("simulator.npz", List.of()),
            Map.entry("simulator.network", List.of("simulator.input")),
            Map.entry("simulator.dataset", List.of("simulator.input")),
            Map.entry("simulator.analog", List.of("simulator.network", "simulator.noise")),
            Map.entry("simulator.reference", List.of("simulator.network", "simulator.analog", "simulator.matrix")),
            Map.entry("simulator.hardware", List.of("simulator.input", "simulator.noise")),
            Map.entry("simulator.mapping", List.of("simulator.network", "simulator.reference", "simulator.hardware")),
            Map.entry("simulator.characterised", List.of("simulator.analog", "simulator.matrix", "simulator.noise")),
            Map.entry("simulator.electronic", List.of("simulator.characterised", "simulator.mapping", "simulator.hardware",
                    "simulator.npz", "simulator.tolerance", "circuits.circuit", "circuits.passive", "circuits.cell", "circuits.characterisation")),
            Map.entry("simulator.photonic", List.of("simulator.characterised", "simulator.mapping", "simulator.hardware",
                    "optics.wave", "optics.source", "optics.element", "optics.propagation", "optics.detection")),
            Map.entry("simulator.bench", List.of("simulator.input", "simulator.noise", "optics.source", "optics.detection", "optics.hologram", "optics.bench")),
            Map.entry("simulator.tolerance", List.of("simulator.input", "simulator.noise", "circuits.cell", "circuits.spice")),
            Map.entry("simulator.calibration", List.of("simulator.analog", "simulator.network", "simulator.noise")),
            Map.entry("simulator.budget", List.of("simulator.analog", "simulator.noise")),
            Map.entry("simulator.training", List.of("simulator.network", "simulator.dataset", "simulator.matrix", "simulator.noise",
                    "simulator.input")),
            Map.entry("simulator.experiment", List.of("simulator.electronic", "simulator.photonic", "simulator.training", "simulator.calibration", "simulator.budget")),
            Map.entry("simulator.report", List.of("simulator.experiment")),
            Map.entry("simulator.cli", List.of("simulator.report", "simulator.bench", "simulator.tolerance", "simulator.npz", "circuits.spice", "circuits.analysis"))));

    /** Words of the simulator that the two engines of physics do not know. */
    private static final Pattern NETWORK_WORDS = Pattern.compile(
            "(?i).*(network|neuron|neural|layer|dataset|accuracy|logit|classif|epoch|training).*");

    @Test
    void everyPackageUsesOnlyWhatItMay() {
        Set<String> broken = new TreeSet<>();
        for (JavaClass from : CODE) {
            Set<String> allowed = reachable(home(from));
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().startsWith(ROOT) && !allowed.contains(home(to))) {
                    broken.add(home(from) + " may not use " + home(to) + ": " + dependency.getDescription());
                }
            }
        }
        assertEquals("", String.join("\n", broken));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("org.superpose.(**)").should().beFreeOfCycles().check(CODE);
    }

    /**
     * The lists of {@link #MAY_USE} reach far; these two walls are narrow. The command line passes through both: it runs decks and optical benches for those who
     * simulate a circuit or light without any of the networks.
     */
    @Test
    void onlyElectronicKnowsCircuitsAndOnlyPhotonicKnowsOptics() {
        noClasses().that().resideOutsideOfPackages("org.superpose.circuits..", "org.superpose.simulator.electronic..", "org.superpose.simulator.tolerance..", "org.superpose.simulator.cli..")
                .should().dependOnClassesThat().resideInAPackage("org.superpose.circuits..").check(CODE);
        noClasses().that().resideOutsideOfPackages("org.superpose.optics..", "org.superpose.simulator.photonic..", "org.superpose.simulator.bench..", "org.superpose.simulator.cli..")
                .should().dependOnClassesThat().resideInAPackage("org.superpose.optics..").check(CODE);
    }

    @Test
    void onlyTheCommandLineKnowsTheReport() {
        noClasses().that().resideOutsideOfPackages("org.superpose.simulator.report..", "org.superpose.simulator.cli..")
                .should().dependOnClassesThat().resideInAPackage("org.superpose.simulator.report..").check(CODE);
    }

    @Test
    void enginesOfPhysicsHaveNoWordOfNetworks() {
        List<String> words = CODE.stream().filter(resideInAPackage("org.superpose.circuits..").or(resideInAPackage("org.superpose.optics..")))
                .flatMap(type -> Stream.concat(Stream.of(type.getName().substring(ROOT.length())),
                        type.getMembers().stream().map(member -> type.getSimpleName() + "." + member.getName())))
                .filter(name -> NETWORK_WORDS.matcher(name).matches()).sorted().toList();
        assertEquals(List.of(), words);
    }

    /** A {@code package-info.java} without annotations leaves no class file: this looks at the sources. */
    @Test
    void everyPackageHasItsDoorPlate() throws IOException {
        Set<String> without = new TreeSet<>();
        for (String module : List.of("circuits", "optics", "simulator")) {
            Path sources = Path.of("..", module, "src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent)
                        .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                        .forEach(folder -> without.add(sources.relativize(folder).toString()));
            }
        }
        assertEquals(Set.of(), without, "packages without package-info.java");
    }

    @Test
    void everyNameSaysWhereAThingIsAtHome() {
        classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Common|Impl)").check(CODE);
        classes().should().resideOutsideOfPackages("..util..", "..common..", "..helper..", "..manager..", "..impl..").check(CODE);
    }

    @Test
    void chanceComesFromNamedStreamsOnly() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(java.util.Random.class, java.util.SplittableRandom.class)
                .orShould().callMethod(Math.class, "random")
                .orShould().callMethod(StrictMath.class, "random").check(CODE);
    }

    @Test
    void onlyTheEdgeReadsTheClock() {
        noClasses().that().resideOutsideOfPackages("org.superpose.simulator.report..", "org.superpose.simulator.cli..")
                .should().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().dependOnClassesThat().belongToAnyOf(java.util.Date.class, java.util.Calendar.class)
                .orShould().dependOnClassesThat().resideInAPackage("java.time..").check(CODE);
    }

    @Test
    void staticFieldsNeverChange() {
        fields().that().areStatic().should().beFinal().check(CODE);
    }

    /** The first line of {@link #MAY_USE} whose package is this one or one above it. */
    private static String home(JavaClass type) {
        String name = type.getPackageName().substring(ROOT.length());
        return MAY_USE.keySet().stream().filter(home -> (name + ".").startsWith(home + ".")).findFirst()
                .orElseThrow(() -> new AssertionError(type.getName() + " is in no package of MAY_USE; give its package a line there"));
    }

    private static Set<String> reachable(String home) {
        Set<String> all = new TreeSet<>(Set.of(home));
        MAY_USE.get(home).forEach(next -> all.addAll(reachable(next)));
        return all;
    }
}
