package org.superpose.circuits.spice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Subcircuits and models of a file, word by word, for another simulator to read; what is included stands in its place. It only describes: statements that run something, read or write files, choose an analysis or stand outside of a subcircuit are refused,
 * and so are elements that load code (XSPICE's A, OSDI's N), devices that can read files (CIDER's numerical ones), and a backslash at the end, behind which ngspice would go on with the next statement.
 *
 * @param file  for messages
 * @param cards its statements, a line each, comments left out
 * @param interfaces of its subcircuits, by their names in lower case
 */
public record CircuitText(String file, List<String> cards, Map<String, Interface> interfaces) {
    private static final Set<String> STATEMENTS = Set.of(".subckt", ".ends", ".model", ".param", ".func", ".if", ".elseif", ".else", ".endif", ".option", ".options");
    /** What {@code .options} may set: how geometries are meant. */
    private static final Set<String> OPTIONS = Set.of("scale", "wnflag");
    private static final String ELEMENTS = "bcdefghijklmqrstvwxz";
    /** Models of CIDER, which solves devices on a mesh, and the parameter of its elements: all may name files. */
    private static final Set<String> NUMERICAL = Set.of("numd", "numd2", "nbjt", "nbjt2", "numos");
    private static final String STATE_FILE = "ic.file";

    /**
     * What a {@code .subckt} line says.
     *
     * @param ports    in order, in lower case
     * @param defaults of its parameters; NaN where that is not a plain number
     */
    public record Interface(List<String> ports, Map<String, Double> defaults) {
        public Interface {
            ports = List.copyOf(ports);
            defaults = Map.copyOf(defaults);
        }
    }

    public CircuitText {
        cards = List.copyOf(cards);
        interfaces = Map.copyOf(interfaces);
    }

    /**
     * Reads a file. What it includes must lie in its folder or below.
     *
     * @throws SpiceException if it holds anything else
     */
    public static CircuitText read(Path file) throws IOException {
        CardReader.Cards read = CardReader.read(file.getFileName().toString(), "cell\n.include \"" + file.getFileName() + "\"\n", List.of(file.toAbsolutePath().getParent()));
        List<String> cards = new ArrayList<>();
        Map<String, Interface> interfaces = new LinkedHashMap<>();
        int depth = 0;
        for (Card card : read.cards()) {
            check(card, depth);
            if (card.head().equals(".subckt")) {
                depth++;
                note(card, interfaces);
            } else if (card.head().equals(".ends") && --depth < 0) {
                throw card.error(".ends stands without a .subckt before it; take it away");
            }
            cards.add(card.text().replace('\t', ' '));
        }
        if (depth != 0) {
            throw new SpiceException(new Position(file.getFileName().toString(), 1, 1), "a .subckt has no .ends; add it");
        }
        return new CircuitText(file.getFileName().toString(), cards, interfaces);
    }

    private static void check(Card card, int depth) {
        String head = card.head();
        boolean element = !head.isEmpty() && ELEMENTS.indexOf(head.charAt(0)) >= 0;
        if (card.inControl() || !element && !STATEMENTS.contains(head)) {
            throw card.error("\"" + card.shown() + "\" is not handed to another simulator, which gets subcircuits, models and parameters alone; take it out of the file");
        }
        if (element && depth == 0) {
            throw card.error("\"" + card.shown() + "\" stands outside of a .subckt; the file should hold subcircuits, models and parameters alone");
        }
        if (!card.text().matches("[\\x20-\\x7e\\t]*")) {
            throw card.error("the statement has signs outside of ASCII; write it without them");
        }
        if (card.text().stripTrailing().endsWith("\\")) {
            throw card.error("the statement ends in a backslash, which would join it to the next one; take it away");
        }
        for (Token token : card.tokens()) {
            if (token.is(STATE_FILE) || head.equals(".model") && NUMERICAL.contains(token.text())) {
                throw token.error(token.raw() + " belongs to devices that ngspice solves on a mesh (CIDER), which may read files; take it out of the file");
            }
        }
        if (head.startsWith(".option") && !(OPTIONS.containsAll(card.named().keySet()) && card.words().size() == 1)) {
            throw card.error("of options only " + OPTIONS.stream().sorted().toList() + " may stand here, with values; take the others out of the file");
        }
    }

    private static void note(Card card, Map<String, Interface> into) {
        List<String> ports = new ArrayList<>();
        List<Token> words = card.words();
        for (int k = 2; k < words.size() && !words.get(k).text().startsWith("params:"); k++) {
            ports.add(words.get(k).text());
        }
        Map<String, Double> defaults = new LinkedHashMap<>();
        card.named().forEach((name, value) -> defaults.put(name, value.size() == 1 ? value.get(0).number() : Double.NaN));
        if (words.size() > 1) {
            into.putIfAbsent(words.get(1).text(), new Interface(ports, defaults));
        }
    }
}
