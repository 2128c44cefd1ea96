package org.superpose.circuits.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an output of a linearised circuit scatters, and by whose fault. */
public final class LinearSpread {
    /** Below this an effect is what rounding leaves of one that cancels. */
    private static final double LEAST_SHARE = 1e-12;

    private final double nominal;
    private final Map<String, Double> effects;

    /**
     * @param nominal value of the output without errors
     * @param effects by the name of a draw: change of the output if the draw lies one standard deviation above its mean
     */
    public LinearSpread(double nominal, Map<String, Double> effects) {
        this.nominal = nominal;
        this.effects = Collections.unmodifiableMap(new LinkedHashMap<>(effects));
    }

    /** The output without errors. */
    public double nominal() {
        return nominal;
    }

    /** By the name of a draw: change of the output if the draw lies one standard deviation above its mean. */
    public Map<String, Double> effects() {
        return effects;
    }

    /** Standard deviation of the output; draws are independent. */
    public double sigma() {
        return variance().deviation();
    }

    /** The draws with the largest effects, and their shares of the variance, largest first; effects that cancel but for rounding are left out. */
    public List<MismatchVariance.Culprit> culprits(int most) {
        return variance().culprits().stream().filter(culprit -> culprit.share() >= LEAST_SHARE).limit(most).toList();
    }

    private MismatchVariance variance() {
        List<Parameter> draws = effects.keySet().stream().map(draw -> new Parameter(draw, 0)).toList();
        return MismatchVariance.of(draws, effects.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Of another output with the slope d(other)/d(this), and of a sum of such. */
    public LinearSpread times(double slope) {
        Map<String, Double> scaled = new LinkedHashMap<>();
        effects.forEach((draw, effect) -> scaled.put(draw, effect * slope));
        return new LinearSpread(nominal * slope, scaled);
    }

    /** Of the sum of two outputs of one circuit: what they have from the same draws is added with its sign. */
    public LinearSpread plus(LinearSpread other) {
        Map<String, Double> sum = new LinkedHashMap<>(effects);
        other.effects.forEach((draw, effect) -> sum.merge(draw, effect, Double::sum));
        return new LinearSpread(nominal + other.nominal, sum);
    }
}
