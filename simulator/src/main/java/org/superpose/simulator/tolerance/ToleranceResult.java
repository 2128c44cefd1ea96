package org.superpose.simulator.tolerance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.superpose.circuits.analysis.LinearSpread;

/** What the samples of a study came to. */
public final class ToleranceResult {
    /** More failures are counted and not listed. */
    public static final int LISTED = 100;

    private final List<OutputResult> outputs;
    private final List<Failure> failures;
    private final long failed;
    private final Optional<Yield> yield;

    private ToleranceResult(List<OutputResult> outputs, List<Failure> failures, long failed, Optional<Yield> yield) {
        this.outputs = List.copyOf(outputs);
        this.failures = List.copyOf(failures);
        this.failed = failed;
        this.yield = yield;
    }

    /**
     * What an output came to.
     *
     * @param statistics of the samples that have a value; none if none has
     * @param failed     samples without a value
     * @param yield      within the limits; none without limits
     * @param linear     spread of the linearised circuit, where it is known
     * @param linearity  whether that tells the spread of the samples
     */
    public record OutputResult(ToleranceRun.Output output, Optional<OutputStatistics> statistics, long failed, Optional<Yield> yield, Optional<LinearSpread> linear, Optional<Linearity> linearity) {
    }

    /** A sample that lacks a value, and why. */
    public record Failure(long sample, String reason) {
    }

    public List<OutputResult> outputs() {
        return outputs;
    }

    /** The first {@value #LISTED} samples that lack a value. */
    public List<Failure> failures() {
        return failures;
    }

    /** Samples that lack a value of some output. */
    public long failed() {
        return failed;
    }

    /** Samples with all outputs within their limits; none without limits. */
    public Optional<Yield> yield() {
        return yield;
    }

    /** Collects samples; keeps the values of outputs only. */
    public static final class Builder {
        private final ToleranceRun run;
        private final double[][] values;                             // [output][those that have one]
        private final int[] sizes;
        private final long[] good;
        private final List<Failure> failures = new ArrayList<>();
        private long allGood;
        private long failed;

        public Builder(ToleranceRun run) {
            this.run = run;
            values = new double[run.outputs().size()][(int) Math.min(1024, run.study().samples())];
            sizes = new int[values.length];
            good = new long[values.length];
        }

        /** Takes a sample. */
        public void add(ToleranceRun.Sample sample) {
            boolean every = true;
            for (int k = 0; k < values.length; k++) {
                double value = sample.values()[k];
                if (!Double.isNaN(value)) {
                    if (sizes[k] == values[k].length) {
                        values[k] = Arrays.copyOf(values[k], (int) Math.min(run.study().samples(), 2L * sizes[k]));
                    }
                    values[k][sizes[k]++] = value;
                }
                boolean holds = run.outputs().get(k).limits().hold(value);
                good[k] += holds ? 1 : 0;
                every &= holds;
            }
            allGood += every ? 1 : 0;
            if (sample.failure() != null) {
                failed++;
                if (failures.size() < LISTED) {
                    failures.add(new Failure(sample.number(), sample.failure()));
                }
            }
        }

        /** Statistics of what was taken. */
        public ToleranceResult build() {
            long samples = run.study().samples();
            List<OutputResult> outputs = new ArrayList<>();
            for (int k = 0; k < values.length; k++) {
                ToleranceRun.Output output = run.outputs().get(k);
                Optional<OutputStatistics> statistics = sizes[k] == 0 ? Optional.empty() : Optional.of(new OutputStatistics(Arrays.copyOf(values[k], sizes[k])));
                Optional<LinearSpread> linear = run.linear(k);
                long without = samples - sizes[k];
                Optional<Linearity> linearity = linear.isPresent() && sizes[k] > 1 ? Optional.of(Linearity.of(linear.get().sigma(), output.nominal(), statistics.get(), without)) : Optional.empty();
                outputs.add(new OutputResult(output, statistics, without, output.limits().exist() ? Optional.of(new Yield(good[k], samples)) : Optional.empty(), linear, linearity));
            }
            boolean limited = run.outputs().stream().anyMatch(output -> output.limits().exist());
            return new ToleranceResult(outputs, failures, failed, limited ? Optional.of(new Yield(allGood, samples)) : Optional.empty());
        }
    }
}
