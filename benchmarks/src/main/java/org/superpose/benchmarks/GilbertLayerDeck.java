package org.superpose.benchmarks;

import java.util.Locale;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * A layer of analog multipliers as a SPICE deck: one Gilbert cell for each weight (B. Gilbert, <i>A precise four-quadrant multiplier with subnanosecond response</i>, IEEE JSSC 3, 365, 1968), seven bipolar transistors with degenerated inputs.
 * The cells of an output share two lines, on which their currents add; an amplifier takes the difference of the lines and a precision rectifier cuts off what is negative.
 * <p>{@code java -cp benchmarks/target/benchmarks.jar org.superpose.benchmarks.GilbertLayerDeck op 64 64 > deck.cir} writes one.
 *
 * @param outputs  columns of cells, each with its amplifier and rectifier
 * @param inputs   cells of a column
 * @param analysis what the deck asks for
 */
public record GilbertLayerDeck(int outputs, int inputs, Analysis analysis) {
    /** What the deck asks for. */
    public enum Analysis {
        OP(1e-5), DC(1e-5), AC(1e-5), NOISE(2e-3), TRAN(5e-3);

        private final double agreement;

        Analysis(double agreement) {
            this.agreement = agreement;
        }

        /** By its name in a deck. */
        static Analysis of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        /** How far superpose may lie from the reference, of full scale: printed digits; in time the steps; of integrated noise the two rules between its five points a decade, 1.2e-3 apart here and 7e-5 with twenty. */
        double agreement() {
            return agreement;
        }
    }

    private static final String PARTS = """
            .model cell npn(is=1e-16 bf=120 vaf=80 ikf=10m ise=1e-15 ne=1.6 rb=100 re=1 rc=20 cje=50f cjc=30f cjs=60f tf=20p kf=1e-15 af=1)
            .model fast d(is=1e-14 n=1.05 rs=5 cjo=1p tt=1n)
            .subckt multiplier xp xn wp wn plus minus bias low
            q1 plus wp upper1 cell
            q2 minus wn upper1 cell
            q3 plus wn upper2 cell
            q4 minus wp upper2 cell
            q5 upper1 xp lower1 cell
            q6 upper2 xn lower2 cell
            r5 lower1 tail 2k
            r6 lower2 tail 2k
            q7 tail bias foot cell
            r7 foot low 2k
            .ends
            * one pole at 100 Hz, gain 1e5, 50 ohms
            .subckt amplifier plus minus out
            rd plus minus 2meg
            ga 0 pole plus minus 1m
            ra pole 0 100meg
            ca pole 0 15.9p
            eo inner 0 pole 0 1
            ro inner out 50
            .ends
            .subckt readout plus minus high out
            rlp high plus {load}
            rlm high minus {load}
            r1 minus p 10k
            r2 p difference 100k
            r3 plus m 10k
            r4 m 0 100k
            xd m p difference amplifier
            * inverting rectifier, then an inverter
            r5 difference s 10k
            xr 0 s driven amplifier
            d1 driven s fast
            d2 half driven fast
            r6 half s 10k
            r7 half t 10k
            r8 t out 10k
            xi 0 t out amplifier
            .ends
            """;

    public GilbertLayerDeck {
        if (outputs < 1 || inputs < 1) {
            throw new IllegalArgumentException("a layer needs at least one output and one input, got " + outputs + " x " + inputs);
        }
    }

    /** Prints a deck: analysis, outputs, inputs. */
    public static void main(String[] arguments) {
        System.out.print(new GilbertLayerDeck(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Analysis.of(arguments[0])).text());
    }

    /** The voltages to be seen. */
    static String output(int column) {
        return "out" + column;
    }

    /** The deck; weights and inputs are drawn from one fixed stream. */
    public String text() {
        return text(analysis == Analysis.TRAN ? ".options trtol=7\n" : "", "20n");              // in ngspice it is 7 in any case
    }

    /** The deck with tolerances for a reference. */
    String tightText() {
        return text(analysis == Analysis.TRAN ? ".options reltol=1e-6\n" : ".options reltol=1e-6 vntol=1e-10 abstol=1e-15\n", "2n");
    }

    private String text(String options, String step) {
        RandomStream random = RandomStreams.of(1).named("Gilbert layer").stream();
        StringBuilder deck = new StringBuilder();
        line(deck, "Gilbert layer, %d outputs of %d inputs", outputs, inputs);
        line(deck, ".param load=%.6g", 2e4 / inputs);                   // the same voltage on the lines however many cells draw from them
        deck.append(options).append(PARTS);
        deck.append("vhigh high 0 5\nvlow low 0 -5\nvbias bias low 0.95\nvx xc 0 -1.5\nvw wc 0 0\n");
        for (int i = 0; i < inputs; i++) {
            double x = 0.2 * random.uniform() - 0.1;
            String wave = analysis == Analysis.TRAN ? String.format(Locale.ROOT, " pulse(%.6g %.6g 1u 10n 10n 3u 6u)", x, -x) : "";
            line(deck, "vi%d i%d 0 dc %.6g%s%s", i, i, x, i == 0 ? " ac 1" : "", wave);
            line(deck, "ep%d xp%d xc i%d 0 0.5", i, i, i);
            line(deck, "en%d xn%d xc i%d 0 -0.5", i, i, i);
        }
        for (int j = 0; j < outputs; j++) {
            for (int i = 0; i < inputs; i++) {
                double w = 0.06 * random.uniform() - 0.03;
                line(deck, "vp%d_%d wp%d_%d wc %.6g", j, i, j, i, w / 2);
                line(deck, "vn%d_%d wn%d_%d wc %.6g", j, i, j, i, -w / 2);
                line(deck, "xm%d_%d xp%d xn%d wp%d_%d wn%d_%d plus%d minus%d bias low multiplier", j, i, i, i, j, i, j, i, j, j);
            }
            line(deck, "xr%d plus%d minus%d high %s readout", j, j, j, output(j));
        }
        ask(deck, step);
        return deck.append(".end\n").toString();
    }

    private void ask(StringBuilder deck, String step) {
        switch (analysis) {
            case OP -> {
                for (int j = 0; j < outputs; j++) {                       // all that either has to print
                    line(deck, ".save v(%s)", output(j));
                }
                deck.append(".control\nop\n");
                for (int j = 0; j < outputs; j++) {
                    line(deck, "print v(%s)", output(j));
                }
                deck.append("quit 0\n.endc\n");
            }
            case DC -> line(deck, ".dc vi0 -0.1 0.1 0.005%n.print dc v(%s)", output(0));
            case AC -> line(deck, ".ac dec 10 1k 1g%n.print ac vm(%s)", output(0));
            case NOISE -> line(deck, ".control%nnoise v(%s) vi0 dec 5 10 100meg%nprint onoise_total%nquit 0%n.endc", output(0));
            case TRAN -> line(deck, ".tran %s 6u%n.print tran v(%s)", step, output(0));
        }
    }

    private static void line(StringBuilder deck, String format, Object... arguments) {
        deck.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
