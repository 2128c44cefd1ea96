package org.superpose.circuits.spice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads raw files. What ngspice writes: plots one behind the other, each with a header in UTF-8 and numbers in text or as little-endian doubles, point by point (<i>ngspice User's Manual</i>, version 39, appendix on the raw file format). What LTspice
 * writes: the header in UTF-16 or ASCII; of a real plot the first column as doubles and the others as floats, unless it bears the flag {@code double}; with {@code fastaccess} column by column; with {@code stepped} several runs one behind the other,
 * which become plots of their own (N. Brum, documentation of spicelib, RawRead). A negative time of LTspice is a mark, not a time.
 */
final class RawReader {
    private static final int MOST_VARIABLES = 10_000_000;
    private static final int LONGEST_NUMBER = 100;             // characters

    private final String file;
    private final ByteBuffer in;
    private final List<RawPlot> plots = new ArrayList<>();
    private int line;                           // lines that have been read
    private boolean wide;                       // two bytes a character

    RawReader(String file, byte[] bytes) {
        this.file = file;
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All plots, in the order of the file. */
    List<RawPlot> plots() {
        if (!skipToPlot()) {
            throw error("the file is empty; it should begin with Title:");
        }
        do {
            plot();
        } while (skipToPlot());
        return plots;
    }

    private SpiceException error(String message) {
        return new SpiceException(new Position(file, Math.max(1, line), 1), message);
    }

    /** An error among numbers in text: in the line that has been begun. */
    private SpiceException errorHere(String message) {
        return new SpiceException(new Position(file, line + 1, 1), message);
    }

    /** Skips blank lines, and finds out how the next header is written; false at the end. */
    private boolean skipToPlot() {
        if (in.remaining() >= 2 && in.get(in.position()) == (byte) 0xff && in.get(in.position() + 1) == (byte) 0xfe) {
            in.position(in.position() + 2);     // byte order mark
        }
        wide = in.remaining() >= 2 && in.get(in.position() + 1) == 0;
        while (in.hasRemaining()) {
            int mark = in.position();
            int c = character();
            if (!Character.isWhitespace(c)) {
                in.position(mark);
                return true;
            }
            line += c == '\n' ? 1 : 0;
        }
        return false;
    }

    /** The next character, or −1 at the end; only ASCII matters. */
    private int character() {
        if (in.remaining() < (wide ? 2 : 1)) {
            in.position(in.limit());
            return -1;
        }
        return wide ? in.getChar() : in.get() & 0xff;
    }

    private String line() {
        line++;
        int from = in.position();
        int to = from;
        for (int c = character(); c != '\n' && c >= 0; c = character()) {
            to = in.position();
        }
        Charset charset = wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
        return new String(in.array(), from, to - from, charset).strip();
    }

    /** What a header says. */
    private static final class Header {
        private String title = "";
        private String name = "";
        private Set<String> flags = Set.of();
        private String command = "";
        private int variables = -1;
        private int points = -1;
        private final List<String> names = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final List<Integer> lengths = new ArrayList<>();

        boolean has(String flag) {
            return flags.contains(flag);
        }
    }

    private void plot() {
        Header header = new Header();
        boolean ltspice = wide;
        while (true) {
            if (!in.hasRemaining()) {
                throw error("the file ends within the header of a plot; Binary: or Values: is missing");
            }
            String text = line();
            int colon = text.indexOf(':');
            if (text.isEmpty()) {
                continue;
            }
            if (colon < 0) {
                throw error("\"" + shown(text) + "\" stands where a line of a header should be, such as Plotname: or Variables:; is this a raw file?");
            }
            String value = text.substring(colon + 1).strip();
            switch (text.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "title" -> header.title = value;
                case "plotname" -> header.name = value;
                case "flags" -> header.flags = Set.of(distinct(value.toLowerCase(Locale.ROOT).split("[\\s,]+")));
                case "command" -> header.command = value.toLowerCase(Locale.ROOT);
                case "no. variables" -> header.variables = count(value, "variables", MOST_VARIABLES);
                case "no. points" -> header.points = count(value, "points", Integer.MAX_VALUE);
                case "variables" -> variables(header);
                case "binary", "values" -> {
                    ltspice |= header.has("forward") || header.command.contains("ltspice");
                    check(header, ltspice);
                    data(header, text.toLowerCase(Locale.ROOT).startsWith("binary"), ltspice);
                    return;
                }
                default -> {
                    // date, offset, dimensions, options: of no meaning for the numbers
                }
            }
        }
    }

    private static String[] distinct(String[] words) {
        return Arrays.stream(words).distinct().toArray(String[]::new);
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^\\p{Graph} ]", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
    }

    private int count(String value, String what, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw error("the number of " + what + " should be a whole number from 0 to " + most + ", got \"" + shown(value) + "\"");
    }

    private void variables(Header header) {
        if (header.variables < 0 || header.points < 0) {
            throw error("Variables: stands before No. Variables: and No. Points:; the header is damaged");
        }
        if (header.variables > in.remaining()) {
            throw error("the header says " + header.variables + " variables, but only " + in.remaining() + " bytes follow; the file is cut off or damaged");
        }
        for (int v = 0; v < header.variables; v++) {
            String text = line();
            String[] words = text.split("\t\\s*");
            words = words.length < 3 ? text.split("\\s+") : words;
            if (words.length < 3 || !words[0].equals(Integer.toString(v))) {
                throw error("\"" + shown(text) + "\" stands where variable " + v + " of " + header.variables + " should be, as number, name and type");
            }
            header.names.add(words[1].strip());
            header.types.add(words[2].strip());
            int length = header.points;
            for (int w = 3; w < words.length; w++) {
                if (words[w].startsWith("dims=")) {
                    length = length(words[w].substring("dims=".length()), header.points);
                }
            }
            header.lengths.add(length);
        }
    }

    /** Of a vector with dimensions. */
    private int length(String dimensions, int most) {
        long product = 1;
        for (String dimension : dimensions.split(",")) {
            product *= count(dimension.strip(), "points of a vector", most);
            if (product > most) {
                throw error("a vector of " + dimensions + " points does not fit into a plot of " + most);
            }
        }
        return (int) product;
    }

    private void check(Header header, boolean ltspice) {
        if (header.variables < 1 || header.names.size() != header.variables) {
            throw error("the plot has no variables; No. Variables: and Variables: must stand before the numbers");
        }
        if (header.has("compressed")) {
            throw error("the plot is compressed, and such raw files are not read; write it with .options plotwinsize=0");
        }
        if (header.has("fastaccess") && !ltspice) {
            throw error("the flag fastaccess belongs to LTspice, but this is no file of LTspice");
        }
        if (header.has("complex") == header.has("real")) {
            throw error("Flags: must say either real or complex");
        }
    }

    private void data(Header header, boolean binary, boolean ltspice) {
        boolean complex = header.has("complex");
        int variables = header.variables;
        boolean ragged = header.has("unpadded");
        int[] lengths = header.lengths.stream().mapToInt(length -> ragged ? length : header.points).toArray();
        boolean floats = binary && ltspice && !complex && !header.has("double");
        long needed = 0;
        for (int v = 0; v < variables; v++) {
            int size = binary ? complex ? 2 * Double.BYTES : floats && v > 0 ? Float.BYTES : Double.BYTES : 2;     // in text, a digit and a blank
            needed += (long) size * lengths[v];
        }
        if (needed > in.remaining() + (binary ? 0 : 1)) {
            throw error("plot \"" + shown(header.name) + "\" says " + header.points + " points of " + variables + " variables, for which " + needed + " bytes are needed, but only " + in.remaining()
                    + " follow; the file is cut off or its header is wrong");
        }
        double[][] real = new double[variables][];
        double[][] imaginary = new double[complex ? variables : 0][];
        for (int v = 0; v < variables; v++) {
            real[v] = new double[lengths[v]];
            if (complex) {
                imaginary[v] = new double[lengths[v]];
            }
        }
        if (header.has("fastaccess") && binary) {
            for (int v = 0; v < variables; v++) {
                for (int p = 0; p < lengths[v]; p++) {
                    number(real, imaginary, v, p, floats && v > 0);
                }
            }
        } else {
            for (int p = 0; p < header.points; p++) {
                if (!binary) {
                    index(p);
                }
                for (int v = 0; v < variables; v++) {
                    if (p < lengths[v] && binary) {
                        number(real, imaginary, v, p, floats && v > 0);
                    } else if (p < lengths[v]) {
                        text(real, imaginary, v, p);
                    }
                }
            }
        }
        for (int p = 0; p < lengths[0]; p++) {
            real[0][p] = ltspice && header.types.get(0).equals("time") ? Math.abs(real[0][p]) : real[0][p];
        }
        RawPlot plot = new RawPlot(header.title, header.name, complex, header.names, header.types, real, imaginary);
        if (plot.isSwept() && complex) {
            Arrays.fill(imaginary[0], 0);       // ngspice leaves there what the memory held
        }
        if (header.has("stepped") && plot.isSwept()) {
            runs(header, real, imaginary);
        } else {
            plots.add(plot);
        }
    }

    private void number(double[][] real, double[][] imaginary, int v, int p, boolean single) {
        real[v][p] = single ? in.getFloat() : in.getDouble();
        if (imaginary.length > 0) {
            imaginary[v][p] = in.getDouble();
        }
    }

    private String word(String what) {
        int c = character();
        while (Character.isWhitespace(c)) {
            line += c == '\n' ? 1 : 0;
            c = character();
        }
        StringBuilder word = new StringBuilder();
        int behind = in.position();
        while (c >= 0 && !Character.isWhitespace(c) && word.length() < LONGEST_NUMBER) {
            word.append((char) c);
            behind = in.position();
            c = character();
        }
        in.position(behind);
        if (word.isEmpty()) {
            throw errorHere("the file ends where " + what + " should be; it is cut off");
        }
        return word.toString();
    }

    private void index(int point) {
        String word = word("the number of point " + point);
        if (!word.equals(Integer.toString(point))) {
            throw errorHere("\"" + shown(word) + "\" stands where point " + point + " should begin with its number");
        }
    }

    private void text(double[][] real, double[][] imaginary, int v, int p) {
        boolean complex = imaginary.length > 0;
        String word = word("a value of variable " + v + " at point " + p);
        int comma = complex ? word.indexOf(',') : -1;
        try {
            real[v][p] = Double.parseDouble(comma < 0 ? word : word.substring(0, comma));
            if (comma >= 0) {
                imaginary[v][p] = Double.parseDouble(word.substring(comma + 1));
            }
        } catch (NumberFormatException e) {
            throw errorHere("\"" + shown(word) + "\" stands where a " + (complex ? "complex " : "") + "value of variable " + v + " at point " + p + " should be");
        }
    }

    /** A run ends where the first column goes back. */
    private void runs(Header header, double[][] real, double[][] imaginary) {
        double[] swept = real[0];
        int from = 0;
        while (from < swept.length) {
            int to = from + 1;
            double direction = to < swept.length ? Math.signum(swept[to] - swept[from]) : 0;
            while (to < swept.length && (swept[to] - swept[to - 1]) * direction >= 0 && swept[to] != swept[from]) {
                to++;
            }
            double[][] re = new double[real.length][];
            double[][] im = new double[imaginary.length][];
            for (int v = 0; v < real.length; v++) {
                re[v] = Arrays.copyOfRange(real[v], from, to);
                if (v < im.length) {
                    im[v] = Arrays.copyOfRange(imaginary[v], from, to);
                }
            }
            plots.add(new RawPlot(header.title, header.name, header.has("complex"), header.names, header.types, re, im));
            from = to;
        }
    }
}
