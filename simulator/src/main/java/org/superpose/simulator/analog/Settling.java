package org.superpose.simulator.analog;

import java.util.List;

/**
 * How long a chip takes for one input that steps up from 0, and what it draws meanwhile.
 *
 * @param bits      to which all outputs of all layers settle: for good within half a step of so many bits
 * @param range     that these bits divide [V]
 * @param nodes     each output of each layer; layers in their order
 * @param simulated time after the step that was followed [s]; values at its end are taken for the last
 * @param restPower of all supplies at that end [W]
 * @param energy    that the supplies gave during the latency [J]
 * @param products  weights that were multiplied with
 * @param steps     of time that the computation took
 */
public record Settling(int bits, double range, List<Node> nodes, double simulated, double restPower, double energy, long products, long steps) {
    /** An output that moves after this part of what was followed may move still. */
    private static final double SETTLED = 0.7;

    public Settling {
        nodes = List.copyOf(nodes);
    }

    /**
     * One output.
     *
     * @param layer   from 0
     * @param output  from 0
     * @param latency  when it left the band about its last value for the last time [s]
     * @param residual what it has still to go when all outputs have settled, of its layer's full scale
     */
    public record Node(int layer, int output, double latency, double residual) {
    }

    /** Mean square of what the outputs of a layer have still to go when all have settled, of the square of its full scale. */
    public double residual(int layer) {
        return nodes.stream().filter(node -> node.layer() == layer).mapToDouble(node -> node.residual() * node.residual()).average().orElse(0);
    }

    /** Of the slowest output of any layer. */
    public Node slowest() {
        return nodes.stream().reduce((a, b) -> b.latency() > a.latency() ? b : a).orElseThrow();
    }

    /** Of all outputs [s]. */
    public double latency() {
        return slowest().latency();
    }

    /** Whether all outputs stood still well before the end; if not, the latency is too short, and last values are none. */
    public boolean isSettled() {
        return latency() <= SETTLED * simulated;
    }

    /** [J]. */
    public double energyPerProduct() {
        return energy / products;
    }
}
