package org.superpose.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.util.LocalizedFormats;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.training.TrainedNetwork;
import org.superpose.simulator.training.TrainingJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Trains networks and leaves their files. */
@Command(name = "train", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = "Trains the networks that a YAML file describes, one for each split, and writes them as safetensors into a new folder.")
final class TrainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "TRAINING", description = "YAML file, such as examples/digits/train.yaml.")
    private Path file;

    @Mixin
    private OutputOptions output;

    TrainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Section document = Section.read(file);
        TrainingJob job = document.build(() -> TrainingJob.read(document));
        try (OutputFolder folder = output.folder(job.name(), file, surroundings.clock())) {
            List<TrainedNetwork> networks = trained(job);
            folder.fill(partial -> {
                for (TrainedNetwork network : networks) {
                    network.write(partial);
                }
                Files.writeString(partial.resolve(file.getFileName()), document.documentText());
                Files.writeString(partial.resolve(OutputFolder.RESULTS), json(job, networks));
            });
            TextTable table = new TextTable(1, "split", "on training rows", "on test rows");
            networks.forEach(n -> table.row(n.split(), percent(n.trainAccuracy()), percent(n.testAccuracy())));
            surroundings.out().print(table);
            networks.forEach(n -> surroundings.out().println("network: " + folder.target().resolve(n.file())));
        }
        return 0;
    }

    private List<TrainedNetwork> trained(TrainingJob job) {
        try (ProgressDisplay display = new ProgressDisplay(surroundings, System::nanoTime)) {
            return job.run((split, epoch, epochs, loss) -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted");
                }
                display.report(split, epoch, epochs);
            });
        } catch (IllegalArgumentException e) {      // the input was sound, so these are numbers that grew beyond all bounds
            throw new ConvergenceException(LocalizedFormats.SIMPLE_MESSAGE, e.getMessage());
        }
    }

    private static String json(TrainingJob job, List<TrainedNetwork> networks) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode().put(OutputFolder.SIGNATURE, Main.version()).put("training", job.name());
        for (TrainedNetwork network : networks) {
            root.withArray("networks").addObject().put("split", network.split()).put("file", network.file())
                    .put("trainAccuracy", network.trainAccuracy()).put("testAccuracy", network.testAccuracy());
        }
        return mapper.writeValueAsString(root) + "\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
