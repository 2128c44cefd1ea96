package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How an output of a linearised circuit scatters, and by whose fault. */
public final class LinearSpread {
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

    /** What a draw does to the output. */
    public record Culprit(String draw, double effect, double share) {
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
        return Math.sqrt(variance());
    }

    private double variance() {
        return effects.values().stream().mapToDouble(effect -> effect * effect).sum();
    }

    /** The draws with the largest effects, and their shares of the variance; largest first, alike ones by name. */
    public List<Culprit> culprits(int most) {
        double variance = variance();
        List<Culprit> all = new ArrayList<>();
        effects.forEach((draw, effect) -> all.add(new Culprit(draw, effect, variance == 0 ? 0 : effect * effect / variance)));
        all.removeIf(culprit -> culprit.effect() == 0);
        all.sort((a, b) -> a.share() == b.share() ? a.draw().compareTo(b.draw()) : Double.compare(b.share(), a.share()));
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
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
