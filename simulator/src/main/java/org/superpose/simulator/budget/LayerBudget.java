package org.superpose.simulator.budget;

import java.util.List;
import java.util.Optional;

/**
 * Where the error of a layer's outputs comes from. The layer is that of a chip computed by its devices, and its exact counterpart gets the inputs that it really got: errors of layers before it are not among its own.
 *
 * @param layer    from 0
 * @param images   on which it was measured
 * @param pairs    of orders from which shares were estimated; see {@link Shapley}
 * @param shares   whose mean squares add up to {@link #total}
 * @param distance root mean square of the devices' outputs less those of the cell level, relative to full scale
 */
public record LayerBudget(int layer, int images, int pairs, List<ErrorShare> shares, double distance) {
    public LayerBudget {
        shares = List.copyOf(shares);
    }

    /** Mean square of all errors, relative to the square of the full scale. */
    public double total() {
        return shares.stream().mapToDouble(ErrorShare::meanSquare).sum();
    }

    /** Of the total; negative for a source that takes away from what others do. */
    public double part(ErrorShare share) {
        return share.meanSquare() / total();
    }

    /** What the cell level does not explain: the mean square error of the devices less that of the cell level. */
    public ErrorShare remainder() {
        return shares.stream().filter(share -> share.kind() == ErrorShare.Kind.REMAINDER).findFirst().orElseThrow();
    }

    /** By a source's name, if the layer has it. */
    public Optional<ErrorShare> share(String source) {
        return shares.stream().filter(share -> share.source().equals(source)).findFirst();
    }
}
