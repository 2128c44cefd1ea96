package org.superpose.simulator.bench;

import java.util.random.RandomGenerator;
import org.superpose.optics.detection.Adc;
import org.superpose.optics.detection.IntegrateAndDump;
import org.superpose.optics.detection.Receiver;
import org.superpose.optics.detection.TransimpedanceAmplifier;
import org.superpose.simulator.input.Section;

/**
 * What stands behind diodes.
 *
 * @param gate     how long they integrate
 * @param receiver amplifier and converter; null: the current itself is read
 */
record Electronics(IntegrateAndDump gate, Receiver receiver) {
    static Electronics read(Section s) {
        if (s.has("time") == s.has("bandwidth")) {
            throw s.error(s.has("time") ? "bandwidth" : "time", s.has("time") ? "stands beside time; give one of them" : "is missing; expected the time of integration, such as 1us, or the bandwidth");
        }
        IntegrateAndDump gate = s.build(() -> new IntegrateAndDump(s.has("time") ? s.quantity("time", "s") : 1 / (2 * s.quantity("bandwidth", "Hz"))));
        if (!s.has("amplifier")) {
            if (s.has("adc")) {
                throw s.error("adc", "a converter reads volts; give an amplifier too");
            }
            return new Electronics(gate, null);
        }
        Section a = s.section("amplifier");
        Section c = s.sectionOrEmpty("adc");
        Adc adc = c.build(() -> new Adc(c.integer("bits", 1, 32, 16), c.quantity("range", "V", 5)));
        return a.build(() -> new Electronics(gate, new Receiver(new TransimpedanceAmplifier(a.quantity("feedback", "Ohm"), a.quantity("currentNoise", "A/sqrt(Hz)", 0),
                a.quantity("voltageNoise", "V/sqrt(Hz)", 0), a.quantity("capacitance", "F", 0)), a.quantity("temperature", "K", 300.15), a.quantity("swing", "V", adc.fullScale()), adc)));
    }

    /**
     * @param mean     current [A]
     * @param variance of the current, without electronics [A²]
     * @param drawn    current [A]
     */
    Reading reading(String detector, double mean, double variance, double drawn, RandomGenerator random) {
        if (receiver == null) {
            return new Reading(detector, "current", "A", mean, Math.sqrt(variance), drawn, "");
        }
        double feedback = receiver.amplifier().feedback();
        double rail = Math.min(receiver.swing(), receiver.converter().fullScale());
        double sigma = Math.hypot(feedback * Math.sqrt(variance + receiver.amplifier().inputVariance(gate.bandwidth(), receiver.temperature())), receiver.converter().step() / Math.sqrt(12));
        String remark = Math.abs(feedback * mean) > rail ? "beyond the range of amplifier or converter" : "";
        return new Reading(detector, "voltage", "V", Math.max(-rail, Math.min(rail, feedback * mean)), sigma, receiver.read(drawn, gate, random), remark);
    }
}
