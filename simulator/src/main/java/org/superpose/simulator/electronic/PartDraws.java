package org.superpose.simulator.electronic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * Whose draw is which: the one place that names what makes one layer of a chip differ from its design, so that its netlist and its layer at the cell level are the same specimen. A part is named by its path within its column, {@code xreadout.xf.rp};
 * those of the cell of input 5 and of what feeds its weight are {@code xc5.q3} and {@code xw5.r1}, and as parts of a {@linkplain CellDesign characterised cell} {@code xc.q3} and {@code xw.r1}.
 */
final class PartDraws {
    private static final Pattern OF_CELL = Pattern.compile("x([wc])([1-9][0-9]*)\\.(.+)");

    private final RandomStreams chip;
    private final RandomStreams layer;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param chip  the streams of the chip, for what all its layers share
     * @param layer the streams of this layer of the chip
     * @param cell  names of a cell's parts that may vary, see {@link CellDesign#parts}
     */
    PartDraws(RandomStreams chip, RandomStreams layer, List<String> cell) {
        this.chip = chip;
        this.layer = layer;
        cell.forEach(name -> places.put(name, places.size()));
    }

    /** Of the tail currents of all cells of the chip. */
    double tail() {
        return chip.named(Sources.TAIL_SPREAD).stream().normal();
    }

    /** Of a cell's parts, in the order of their names. */
    double[] cell(int output, int input) {
        RandomStream stream = layer.named("parts of cells").stream(output, input);
        double[] draws = new double[places.size()];
        for (int k = 0; k < draws.length; k++) {
            draws[k] = stream.normal();
        }
        return draws;
    }

    /** Of the parts of a column, by path; not for several threads. */
    ToDoubleFunction<String> column(int output) {
        RandomStreams ofColumn = layer.named("parts of columns").numbered(output);
        Map<Integer, double[]> cells = new HashMap<>();
        return path -> {
            Matcher match = OF_CELL.matcher(path);
            if (!match.matches()) {
                return ofColumn.named(path).stream().normal();
            }
            double[] draws = cells.computeIfAbsent(Integer.parseInt(match.group(2)) - 1, input -> cell(output, input));
            return draws[places.get("x" + match.group(1) + "." + match.group(3))];
        };
    }

    /** Of the parts of an input's driver, by their paths within it. */
    ToDoubleFunction<String> driver(int input) {
        RandomStreams ofDriver = layer.named("parts of drivers").numbered(input);
        return path -> ofDriver.named(path).stream().normal();
    }
}
