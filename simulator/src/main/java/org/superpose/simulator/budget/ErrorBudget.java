package org.superpose.simulator.budget;

import java.util.Comparator;
import java.util.List;

/**
 * Budgets of the layers of a chip.
 *
 * @param layers those that were computed by their devices; none where there is no budget
 */
public record ErrorBudget(List<LayerBudget> layers) {
    /** Of no layer. */
    public static final ErrorBudget NONE = new ErrorBudget(List.of());

    public ErrorBudget {
        layers = List.copyOf(layers);
    }

    /** Names of all sources of any layer, the largest first, the remainder last. */
    public List<String> sources() {
        return layers.stream().flatMap(layer -> layer.shares().stream()).sorted(Comparator.comparing((ErrorShare share) -> share.kind() == ErrorShare.Kind.REMAINDER).thenComparing(share -> -largest(share.source())))
                .map(ErrorShare::source).distinct().toList();
    }

    /** Magnitude of the largest part that a source has in any layer's total. */
    public double largest(String source) {
        return layers.stream().flatMap(layer -> layer.share(source).stream().map(share -> Math.abs(layer.part(share)))).max(Comparator.naturalOrder()).orElse(0.0);
    }
}
