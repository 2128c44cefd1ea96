package org.superpose.simulator.bench;

import java.util.ArrayList;
import java.util.List;
import org.superpose.optics.element.BeamSplitter;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Light;
import org.superpose.optics.wave.PhysicalConstants;
import org.superpose.optics.wave.Wavefront;
import org.superpose.simulator.input.Section;

/**
 * Two beam splitters and what stands between them (Mach–Zehnder). With equal arms and even splitters all light leaves across.
 *
 * @param section  where it stands in the file
 * @param first    splits
 * @param second   joins
 * @param straight stages of the arm that the first splitter transmits into
 * @param across   stages of the arm that it reflects into
 * @param path     by which the arm across is longer [m]: of the coherence that is left the laser's line tells, and its drift turns the phase; else the phase is that of the arms' elements
 * @param main     the output that the bench goes on with
 * @param other    a look at the other output; null if it is lost
 */
record Interferometer(Section section, BeamSplitter first, BeamSplitter second, List<Step> straight, List<Step> across, double path, Output main, View other) implements Step {
    /** Outputs of the second splitter: {@code STRAIGHT} is where light of the straight arm is transmitted to. */
    private enum Output {
        STRAIGHT, ACROSS;

        Wavefront of(BeamSplitter.Outputs outputs) {
            return this == STRAIGHT ? outputs.straight() : outputs.across();
        }
    }

    static Interferometer read(Section s, StageReader stages) {
        List<Step> straight = s.has("straight") ? stages.read(s, "straight") : List.of();
        List<Step> across = s.has("across") ? stages.read(s, "across") : List.of();
        View other = s.has("other") ? View.of(stages.claimed(s, "other", "")) : null;
        return new Interferometer(s, new BeamSplitter(s.number("split", 0.5)), new BeamSplitter(s.number("join", 0.5)), straight, across, s.quantity("path", "m", 0),
                s.choice("output", Output.class, Output.ACROSS), other);
    }

    @Override
    public List<Component> through(List<Component> light, Journal journal) {
        List<Component> one = Step.all(straight, split(light, Output.STRAIGHT), journal);
        List<Component> two = Step.all(across, split(light, Output.ACROSS), journal);
        if (one.size() != light.size() || two.size() != light.size()) {
            throw section.error("path", "an interferometer within an arm must not have paths of its own that differ; leave its path out");
        }
        return section.build(() -> {
            List<Component> out = new ArrayList<>();
            List<Component> rest = new ArrayList<>();
            for (int k = 0; k < light.size(); k++) {
                Component behind = one.get(k);
                double delay = path / PhysicalConstants.SPEED_OF_LIGHT;
                double degree = journal.laser(light.get(k)).visibility(delay);
                double drifted = journal.drifted(light.get(k), delay);
                for (Output output : Output.values()) {
                    BeamSplitter.Outputs a = second.split(one.get(k).wavefront());
                    BeamSplitter.Outputs b = second.split(two.get(k).wavefront().times(new Complex(Math.cos(drifted), Math.sin(drifted))));
                    Wavefront fromStraight = output.of(a);
                    Wavefront fromAcross = output.of(new BeamSplitter.Outputs(b.across(), b.straight()));
                    for (Wavefront component : joined(fromStraight, fromAcross, degree)) {
                        (output == main ? out : rest).add(behind.with(component));
                    }
                }
            }
            if (other != null) {
                journal.add(new Plane(other, rest));
            }
            return out;
        });
    }

    private List<Component> split(List<Component> light, Output arm) {
        return light.stream().map(component -> component.with(arm.of(first.split(component.wavefront())))).toList();
    }

    private static List<Wavefront> joined(Wavefront a, Wavefront b, double degree) {
        return degree == 1 ? List.of(a.plus(b)) : Light.partiallyCoherent(a, b, degree).components();
    }
}
