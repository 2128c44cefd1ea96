package org.superpose.examples;

import java.nio.file.Path;
import java.util.List;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.experiment.Axis;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.Sweep;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.network.NetworkFile;
import org.superpose.simulator.noise.NoiseControl;

/** The experiment of {@code examples/digits/experiment.yaml} as a program: the same draws, the same bits. */
public final class DigitsExperiment {
    private DigitsExperiment() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Experiment experiment = experiment(Path.of(arguments.length == 0 ? "examples/digits" : arguments[0]));
        for (Comparison c : experiment.run().comparisons()) {
            System.out.println(c.problem().name() + ", " + c.machineName() + ": " + c.accuracy() + " against " + c.reference());
        }
    }

    static Experiment experiment(Path folder) {
        Dataset digits = CsvDataset.read(folder.resolve("digits.csv.gz")).scaledBy(1 / 16.0);
        ElectronicHardware electronic = ElectronicHardware.defaults().withMultiplier(Multiplier.defaults().as(Multiplier.Kind.NETLIST));
        OpticalHardware optical = OpticalHardware.defaults();
        return Experiment.of(network(folder, "shuffled"), split(digits, folder, "shuffled"), electronic).also(network(folder, "writers"), split(digits, folder, "writers")).also(optical)
                .sweep(Sweep.of("noise", Axis.logarithmic("noise.scale", 0.1, 20, 12)).on("shuffled")
                        .machine("electronic", at -> electronic.withNoise(new NoiseControl(at.get(0), null))).machine("optical", at -> optical.withNoise(new NoiseControl(at.get(0), null))))
                .sweep(Sweep.of("mismatch", Axis.of("multiplier.saturationMismatch", 0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)).on("shuffled").effort(Effort.of(3))
                        .machine("electronic", at -> electronic.withMultiplier(electronic.multiplier().withMismatch(at.get(0), 0.003))))
                .sweep(Sweep.of("photons", Axis.logarithmic("laser.power", 1e-7, 1e-2, 11)).on("shuffled")
                        .machine("optical", at -> OpticalHardware.read(Section.parse("laser", "laser: {power: " + at.get(0) + "}"))))
                .sweep(Sweep.of("bits", Axis.of("weights.bits", 2, 3, 4, 5, 6, 8), Axis.of("dac.bits", 1, 2, 4, 8)).on("shuffled").effort(Effort.of(3))
                        .machine("electronic", at -> electronic.withWeights(new WeightStorage.Dac(at.get(0).intValue(), 0.25, 0.02)).withConverters(new ElectronicHardware.Dac(at.get(1).intValue(), 1, 12), electronic.adc())))
                .named("digits").chips(20).seed(7);
    }

    private static Network network(Path folder, String name) {
        return NetworkFile.read(folder.resolve(name + ".safetensors"), List.of(new LayerNames("fc1.weight", "fc1.bias", Activation.RELU), new LayerNames("fc2.weight", "fc2.bias", Activation.IDENTITY)));
    }

    private static Split split(Dataset digits, Path folder, String name) {
        return new Split(name, digits.subset(IndexList.read(folder.resolve(name + "-train.txt"), digits.size())), digits.subset(IndexList.read(folder.resolve(name + "-test.txt"), digits.size())));
    }
}
