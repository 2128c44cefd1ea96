package org.superpose.simulator.electronic;

import org.superpose.circuits.cell.StorageCapacitor;
import org.superpose.circuits.passive.PreferredValues;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.mapping.WeightCode;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** Writes stored fractions and tells what a read finds. */
final class WeightStore {
    private final WeightStorage storage;
    private final NoiseControl noise;
    private final double temperature;
    private final double heating;                      // T − T of the design [K]
    private final double portVoltage;                  // of the fraction 1 [V]

    /**
     * @param portVoltage of the fraction 1 [V]
     */
    WeightStore(WeightStorage storage, NoiseControl noise, double temperature, double designTemperature, double portVoltage) {
        this.storage = storage;
        this.noise = noise;
        this.temperature = temperature;
        this.heating = temperature - designTemperature;
        this.portVoltage = portVoltage;
    }

    /** What one column of cells holds. */
    static final class Column {
        /** Stored fraction c. */
        final double[] fraction;
        /** Variance of c from read to read. */
        final double[] readVariance;
        /** Sum of the conductances at a cell's place [S]; 0 for stores that are not conductances. */
        final double[] conductance;

        Column(int cells) {
            fraction = new double[cells];
            readVariance = new double[cells];
            conductance = new double[cells];
        }
    }

    /** Conductance of the fraction 1 [S], for a store that is one. */
    double unitConductance() {
        if (storage instanceof WeightStorage.Resistor resistor) {
            return 1 / resistor.unit();
        }
        if (storage instanceof WeightStorage.ConductancePair pair) {
            return pair.maximum() - pair.minimum();
        }
        throw new IllegalStateException(storage.name() + " is no conductance");
    }

    /** A column that holds fractions as they are: no store's codes nor errors. */
    Column exactly(double[] fractions) {
        Column column = new Column(fractions.length);
        for (int i = 0; i < fractions.length; i++) {
            column.fraction[i] = fractions[i];
            if (storage.conductive()) {
                double others = storage instanceof WeightStorage.ConductancePair pair ? 2 * pair.minimum() : 0;
                column.conductance[i] = others + unitConductance() * StrictMath.abs(fractions[i]);
            }
        }
        return column;
    }

    /**
     * Writes a column of cells once.
     *
     * @param fractions what is to be stored, from −1 to 1 [cells]
     * @param streams   of the layer of the chip
     * @param output    number of the column
     */
    Column write(double[] fractions, RandomStreams streams, int output) {
        Column column = new Column(fractions.length);
        if (storage instanceof WeightStorage.Resistor resistor) {
            write(resistor, fractions, column, streams, output);
        } else if (storage instanceof WeightStorage.Potentiometer potentiometer) {
            int steps = (1 << potentiometer.bits()) - 1;
            writeCodes(fractions, steps, potentiometer.bits() == 0, potentiometer.integral(), potentiometer.differential(), column, streams, output);
        } else if (storage instanceof WeightStorage.Dac dac) {
            int steps = 2 * ((1 << StrictMath.max(1, dac.bits() - 1)) - 1);
            writeCodes(fractions, steps, dac.bits() == 0, dac.integral(), dac.differential(), column, streams, output);
        } else if (storage instanceof WeightStorage.Capacitor capacitor) {
            write(capacitor, fractions, column, streams, output);
        } else if (storage instanceof WeightStorage.ConductancePair pair) {
            write(pair, fractions, column, streams, output);
        }
        return column;
    }

    private void write(WeightStorage.Resistor resistor, double[] fractions, Column column, RandomStreams streams, int output) {
        RandomStream tolerance = streams.named(Sources.TOLERANCE).stream(output);
        RandomStream coefficient = streams.named(Sources.TEMPERATURE_COEFFICIENT).stream(output);
        double spread = resistor.tolerance() * noise.factor(Sources.TOLERANCE);
        double drift = resistor.coefficient() * noise.factor(Sources.TEMPERATURE_COEFFICIENT);
        for (int i = 0; i < fractions.length; i++) {
            double part = Mismatch.factor(spread * (2 * tolerance.uniform() - 1));
            double warm = coefficient.normal();
            double magnitude = StrictMath.abs(fractions[i]);
            if (magnitude * resistor.largest() >= resistor.unit()) {
                double nominal = resistor.unit() / magnitude;
                double preferred = resistor.series() == WeightStorage.Series.NONE ? nominal : PreferredValues.valueOf(resistor.series().name()).nearest(nominal);
                double real = preferred * part * Mismatch.factor(drift * warm * heating);
                column.fraction[i] = StrictMath.copySign(resistor.unit() / real, fractions[i]);
                column.conductance[i] = 1 / real;
            }
        }
    }

    /** Codes from −1 to 1 in equal steps. The error of code k is the integral one, and that of a string of k of n steps held at both ends: variance k (n − k)/n. */
    private void writeCodes(double[] fractions, int steps, boolean infinitelyFine, double integral, double differential, Column column, RandomStreams streams,
                            int output) {
        RandomStream stream = streams.named(Sources.NONLINEARITY).stream(output);
        double factor = noise.factor(Sources.NONLINEARITY) * 2.0 / steps;
        for (int i = 0; i < fractions.length; i++) {
            if (infinitelyFine) {
                column.fraction[i] = fractions[i];
            } else {
                double code = StrictMath.rint((fractions[i] + 1) / 2 * steps);
                double error = integral * stream.normal() + differential * StrictMath.sqrt(code * (steps - code) / steps) * stream.normal();
                column.fraction[i] = 2 * code / steps - 1 + factor * error;
            }
        }
    }

    private void write(WeightStorage.Capacitor capacitor, double[] fractions, Column column, RandomStreams streams, int output) {
        StorageCapacitor store = new StorageCapacitor(capacitor.capacitance());
        RandomStream sampled = streams.named(Sources.SAMPLED_NOISE).stream(output);
        RandomStream injected = streams.named(Sources.CHARGE_INJECTION).stream(output);
        RandomStream leaking = streams.named(Sources.DROOP).stream(output);
        double sigma = StrictMath.sqrt(store.sampledNoise(temperature)) * noise.factor(Sources.SAMPLED_NOISE);
        double pedestal = store.pedestal(capacitor.injectedCharge()) * noise.factor(Sources.CHARGE_INJECTION);
        double leak = capacitor.leakage() * noise.factor(Sources.DROOP);
        for (int i = 0; i < fractions.length; i++) {
            double age = capacitor.refreshPeriod() * (i + 1) / fractions.length;              // rows are refreshed in turn, the first one last
            double voltage = portVoltage * WeightCode.rounded(fractions[i], capacitor.bits()) + sigma * sampled.normal() + pedestal * injected.normal()
                    - store.droop(leak * (1 + capacitor.leakageSpread() * leaking.normal()), age);
            column.fraction[i] = voltage / portVoltage;
        }
    }

    private void write(WeightStorage.ConductancePair pair, double[] fractions, Column column, RandomStreams streams, int output) {
        RandomStream programming = streams.named(Sources.PROGRAMMING).stream(output);
        RandomStream sticking = streams.named(Sources.STUCK).stream(output);
        RandomStream drifting = streams.named(Sources.DRIFT).stream(output);
        double span = pair.maximum() - pair.minimum();
        double band = StrictMath.sqrt(StrictMath.log((pair.age() + pair.readTime()) / (2 * pair.readTime()))) * noise.factor(Sources.READ);
        double logAge = StrictMath.log(pair.age() / pair.reference()) * noise.factor(Sources.DRIFT);
        double error = noise.factor(Sources.PROGRAMMING);
        double stuck = pair.stuck() * noise.factor(Sources.STUCK);
        for (int i = 0; i < fractions.length; i++) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                double target = pair.minimum() + span * StrictMath.max(0, sign * fractions[i]);
                double g = target / pair.maximum();
                double sigma = StrictMath.max(0, pair.programming0() + g * (pair.programming1() + g * pair.programming2()));
                double value = StrictMath.max(0, target + error * sigma * programming.normal());
                double chance = sticking.uniform();
                if (chance < stuck) {
                    value = chance < stuck / 2 ? pair.minimum() : pair.maximum();
                }
                double exponent = pair.drift().at(g) + pair.driftSpread().at(g) * drifting.normal();
                value *= StrictMath.exp(StrictMath.min(1, -exponent * logAge));        // the few negative exponents of a wide spread stay harmless at any scale
                double read = band * value * StrictMath.min(pair.readNoise() * StrictMath.pow(g, -pair.readExponent()), pair.readLargest()) / span;
                column.fraction[i] += sign * value / span;
                column.readVariance[i] += read * read;
                column.conductance[i] += value;
            }
        }
    }
}
