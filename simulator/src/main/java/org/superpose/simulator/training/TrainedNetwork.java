package org.superpose.simulator.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.superpose.simulator.network.ElementType;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.network.NetworkFile;

/**
 * What a training made of one split.
 *
 * @param split         name of the split
 * @param file          name of the file that the network belongs in
 * @param network       as that file holds it: rounded to binary32
 * @param names         of its tensors
 * @param trainRows     how many rows it was trained on
 * @param trainAccuracy share of the training rows told right [0 … 1]
 * @param testRows      how many rows it was tested on
 * @param testAccuracy  share of the test rows told right [0 … 1]; no decision of the training looked at them
 */
public record TrainedNetwork(String split, String file, Network network, List<LayerNames> names, int trainRows, double trainAccuracy, int testRows, double testAccuracy) {
    public TrainedNetwork {
        names = List.copyOf(names);
    }

    /** Writes the file into {@code folder}, replacing one of that name, and returns it. */
    public Path write(Path folder) throws IOException {
        Path path = folder.resolve(file);
        NetworkFile.write(path, network, names, ElementType.F32, Map.of("format", "pt"));
        return path;
    }
}
