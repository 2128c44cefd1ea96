package org.superpose.circuits.spice;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.superpose.circuits.analysis.Fourier;
import org.superpose.circuits.analysis.FourierResult;

/** A .four card: harmonics of the last period of a transient analysis, nine unless it says how many; LTspice also says over how many periods. */
final class FourierCard {
    private final Card card;
    private final Fourier fourier;
    private final Map<String, Quantity> quantities;

    FourierCard(Card card, DeckPoint point) {
        this.card = card;
        List<Token> tokens = card.tokens();
        int next = 1;
        double[] numbers = {Double.NaN, 9, 1};
        while (next < tokens.size() && next <= numbers.length && (next == 1 || Values.isNumber(tokens.get(next)))) {
            numbers[next - 1] = Values.of(tokens.get(next), point.scope());
            next++;
        }
        if (next >= tokens.size()) {
            throw card.error("write a Fourier analysis as .four 1k v(out), or .four 1k 15 v(out) for 15 harmonics");
        }
        try {
            fourier = new Fourier(numbers[0], count(numbers[1]), count(numbers[2]));
        } catch (IllegalArgumentException e) {
            throw new SpiceException(card.position(), e.getMessage(), e);
        }
        quantities = Quantity.list(tokens, next, point.names());
    }

    /** A number of things; 0, which is refused, for what is none. */
    private static int count(double number) {
        return number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE ? (int) number : 0;
    }

    /** Adds the columns that it needs. */
    void addColumns(Set<String> to) {
        quantities.values().forEach(quantity -> to.addAll(quantity.columns()));
    }

    /** Magnitude, phase of the sine [°] and magnitude over that of the fundamental of each harmonic, and the distortion [%] as a measure. */
    ResultTable of(ResultTable table, DeckPoint point) {
        ResultTable harmonics = new ResultTable("four", "Fourier Analysis", false, table.receipt());
        quantities.forEach((name, quantity) -> {
            try {
                add(harmonics, name, quantity.type(table), fourier.run(table.real(0), quantity.of(table, Scope.ofResults(point.scope()))), point);
            } catch (SpiceException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw new SpiceException(card.position(), e.getMessage(), e);
            }
        });
        return harmonics;
    }

    private static void add(ResultTable harmonics, String name, String type, FourierResult result, DeckPoint point) {
        int rows = result.harmonics() + 1;
        double[] frequency = new double[rows];
        double[] magnitude = new double[rows];
        double[] phase = new double[rows];
        double[] normalised = new double[rows];
        magnitude[0] = result.mean();
        for (int n = 1; n < rows; n++) {
            frequency[n] = result.frequency(n);
            magnitude[n] = result.magnitude(n);
            phase[n] = Math.toDegrees(result.phase(n));
            normalised[n] = result.normalisedMagnitude(n);
        }
        if (harmonics.swept() == 0) {
            harmonics.addSwept("frequency", "frequency", frequency);
        }
        harmonics.add("mag(" + name + ")", type, magnitude);
        harmonics.add("phase(" + name + ")", "degree", phase);
        harmonics.add("norm(" + name + ")", "notype", normalised);
        double distortion = 100 * result.totalHarmonicDistortion();
        boolean defined = Double.isFinite(distortion);
        harmonics.add(new Measured("thd(" + name + ")", point.stepped(), defined ? OptionalDouble.of(distortion) : OptionalDouble.empty(), defined ? "%" : "", defined ? "" : "there is nothing at the fundamental"));
    }
}
