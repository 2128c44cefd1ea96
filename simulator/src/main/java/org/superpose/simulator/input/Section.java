package org.superpose.simulator.input;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A YAML mapping that remembers where it stands and what was asked of it. Whoever reads it asks for every key that he knows and then calls
 * {@link #finish()}: keys that nobody asked for are errors. All errors are {@link InputException}s that name file, line, column and key.
 * <p>A method with a fallback gives the fallback where the key is absent; one without demands the key.
 * A section is read by one thread; {@link #with} yields an independent one, so each worker of a sweep has its own.
 */
public final class Section {
    private static final long LARGEST_FILE = 1L << 20;                                  // [byte]
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int LONGEST_INTEGER = 40;                                      // characters

    private final Document document;
    private final String path;                                                          // dotted; empty for the whole document
    private final Node.Mapping node;
    private final Set<String> known = new LinkedHashSet<>();                            // keys that the reader knows, present or not
    private final Set<String> asked = new LinkedHashSet<>();                            // keys whose value was taken
    private final Map<String, List<Section>> opened = new LinkedHashMap<>();            // sections within, by key

    /** @param folder that file names are relative to; null if the document came from no file */
    private record Document(String source, String text, Path folder) {
    }

    private Section(Document document, String path, Node.Mapping node) {
        this.document = document;
        this.path = path;
        this.node = node;
    }

    /** Reads a YAML file of at most 1 MiB of UTF-8. */
    public static Section read(Path file) {
        String text = BoundedInput.text(file, LARGEST_FILE);
        return new Section(new Document(file.toString(), text, file.toAbsolutePath().getParent()), "", YamlReader.read(file.toString(), text));
    }

    /**
     * Reads YAML that stands in no file, so that it cannot name files either.
     *
     * @param source name for messages
     */
    public static Section parse(String source, String yaml) {
        return new Section(new Document(source, yaml, null), "", YamlReader.read(source, yaml));
    }

    /** The whole document as it was read. */
    public String documentText() {
        return document.text;
    }

    /** Dotted path of this section in its document, {@code hardware.electronic}; empty for the document. */
    public String path() {
        return path;
    }

    /** Keys in the order of the file. Knowing them is not asking for them. */
    public List<String> keys() {
        return List.copyOf(node.entries().keySet());
    }

    /** Whether the key is there. Makes the key known, but does not count as asking for its value. */
    public boolean has(String key) {
        known.add(key);
        return node.entries().containsKey(key);
    }

    /** A single value as it stands. */
    public String text(String key) {
        return scalar(key, "a text").text();
    }

    public String text(String key, String fallback) {
        return has(key) ? text(key) : fallback;
    }

    /** A text that can safely be (part of) a file name: letters, digits, dot, dash and underscore, at most 64. */
    public String name(String key) {
        String text = text(key);
        if (!NAME.matcher(text).matches()) {
            throw error(key, "expected a name of letters, digits, \".\", \"-\" and \"_\" (at most 64, a letter or digit first), got "
                    + InputException.quote(text));
        }
        return text;
    }

    public String name(String key, String fallback) {
        return has(key) ? name(key) : fallback;
    }

    /**
     * A finite quantity, {@link Quantity}.
     *
     * @param unit expected unit such as {@code A}, {@code Ohm}, {@code V/sqrt(Hz)}
     * @return the value in SI
     */
    public double quantity(String key, String unit) {
        return located(key, scalar(key, "a value"), text -> Quantity.parse(text, unit));
    }

    public double quantity(String key, String unit, double fallback) {
        return has(key) ? quantity(key, unit) : fallback;
    }

    /** Like {@link #quantity(String, String, double)}, but {@code inf} is taken too. */
    public double quantityOrInfinity(String key, String unit, double fallback) {
        return has(key) ? located(key, scalar(key, "a value"), text -> Quantity.parseOrInfinity(text, unit)) : fallback;
    }

    /** A list of quantities; may be empty. */
    public double[] quantities(String key, String unit) {
        return scalars(key, "[1, 2, 5]").stream().mapToDouble(item -> located(key, item, text -> Quantity.parse(text, unit))).toArray();
    }

    /** A finite number without dimension: {@code 0.02}, {@code 2%}, {@code 1e-3}. */
    public double number(String key) {
        return quantity(key, "1");
    }

    public double number(String key, double fallback) {
        return quantity(key, "1", fallback);
    }

    /** A list of lists of quantities, {@code [[1, 2], [3, 4]]}, row by row; a list of single values is one row. */
    public List<double[]> quantityRows(String key, String unit) {
        String example = "[[1, 2], [3, 4]]";
        Node.Sequence list = sequence(key, example);
        if (list.items().stream().noneMatch(Node.Sequence.class::isInstance)) {
            return List.of(quantities(key, unit));
        }
        List<double[]> rows = new ArrayList<>();
        for (Node row : list.items()) {
            String place = pathOf(key) + "[" + rows.size() + "]";
            if (!(row instanceof Node.Sequence items)) {
                throw at(row.line(), row.column(), place, "expected a row in a list such as " + example);
            }
            rows.add(scalars(place, items, example).stream().mapToDouble(item -> located(key, item, text -> Quantity.parse(text, unit))).toArray());
        }
        return rows;
    }

    /** A list of numbers without dimension; may be empty. */
    public double[] numbers(String key) {
        return quantities(key, "1");
    }

    /** A whole number from {@code min} to {@code max}, both taken. */
    public int integer(String key, int min, int max) {
        return (int) located(key, scalar(key, "a whole number"), text -> whole(text, min, max)).longValue();
    }

    public int integer(String key, int min, int max, int fallback) {
        return has(key) ? integer(key, min, max) : fallback;
    }

    /** A list of whole numbers from {@code min} to {@code max}; may be empty. */
    public int[] integers(String key, int min, int max) {
        return scalars(key, "[64, 32, 10]").stream().mapToInt(item -> located(key, item, text -> whole(text, min, max)).intValue()).toArray();
    }

    /** Any whole number of 64 bits, such as a seed. */
    public long wholeNumber(String key) {
        return located(key, scalar(key, "a whole number"), text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    public long wholeNumber(String key, long fallback) {
        return has(key) ? wholeNumber(key) : fallback;
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        String text = scalar(key, "true or false").text();
        if (!text.equals("true") && !text.equals("false")) {
            throw error(key, "expected true or false, got " + InputException.quote(text));
        }
        return text.equals("true");
    }

    public boolean flag(String key, boolean fallback) {
        return has(key) ? flag(key) : fallback;
    }

    /** One of the constants of an enum, written in lower case with dashes: {@code DIGITAL_POTENTIOMETER} as {@code digital-potentiometer}. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        String text = scalar(key, "one of " + String.join(", ", choices.keySet())).text();
        E chosen = choices.get(text);
        if (chosen == null) {
            throw error(key, "there is no choice " + InputException.quote(text) + Spelling.advice(text, choices.keySet(), "choices"));
        }
        return chosen;
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        return has(key) ? choice(key, type) : fallback;
    }

    /** Whether the value of a key is a list. */
    public boolean isList(String key) {
        return has(key) && node.entries().get(key).value() instanceof Node.Sequence;
    }

    /** A list of texts; may be empty. */
    public List<String> texts(String key) {
        return scalars(key, "[a, b]").stream().map(Node.Scalar::text).toList();
    }

    /** A mapping within; a key without a value is an empty one. */
    public Section section(String key) {
        Node value = demand(key, "keys and values").value();
        return opened.computeIfAbsent(key, k -> List.of(new Section(document, pathOf(key), mapping(key, pathOf(key), value)))).get(0);
    }

    /** A mapping within, or null where the key is absent. */
    public Section optionalSection(String key) {
        return has(key) ? section(key) : null;
    }

    /** A mapping within, or an empty one where the key is absent, so that every key in it has its fallback. */
    public Section sectionOrEmpty(String key) {
        return has(key) ? section(key) : new Section(document, pathOf(key), new Node.Mapping(Map.of(), 0, 0));
    }

    /** A list of mappings; may be empty. */
    public List<Section> sections(String key) {
        Node.Sequence list = sequence(key, "[{name: a}, {name: b}]");
        return opened.computeIfAbsent(key, k -> {
            List<Section> sections = new ArrayList<>();
            for (Node item : list.items()) {
                String itemPath = pathOf(key) + "[" + sections.size() + "]";
                sections.add(new Section(document, itemPath, mapping(key, itemPath, item)));
            }
            return List.copyOf(sections);
        });
    }

    /**
     * An existing file that is named relative to the folder of the YAML file and lies in it. Absolute names, {@code ..} and links that lead out of
     * the folder are refused: a document of a stranger reads what came with it and nothing else.
     */
    public Path resolve(String key) {
        String text = text(key);
        if (document.folder == null) {
            throw error(key, "a file cannot be named here, because this YAML came from no file");
        }
        Path relative;
        try {
            relative = Path.of(text);
        } catch (InvalidPathException e) {
            throw error(key, "expected a file name, got " + InputException.quote(text));
        }
        boolean absolute = relative.isAbsolute() || text.startsWith("/") || text.startsWith("\\") || text.matches("^[A-Za-z]:.*");
        boolean climbs = text.isBlank() || Arrays.asList(text.split("[/\\\\]")).contains("..");
        if (absolute || climbs) {
            throw error(key, "expected a file in the folder of this YAML file, named without \"..\" or a leading \"/\", got " + InputException.quote(text)
                    + "; copy it there");
        }
        Path file = document.folder.resolve(relative);
        if (!Files.isRegularFile(file)) {
            throw error(key, "no file " + InputException.quote(text) + " in " + document.folder + "; check the name");
        }
        try {
            if (!file.toRealPath().startsWith(document.folder.toRealPath())) {
                throw error(key, InputException.quote(text) + " is a link out of the folder of this YAML file; copy the file there");
            }
        } catch (IOException e) {
            throw error(key, "file " + InputException.quote(text) + " cannot be read: " + e.getMessage());
        }
        return file;
    }

    /** An error at the value of a key, or at this section if the key is absent. */
    public InputException error(String key, String message) {
        Node.Entry entry = node.entries().get(key);
        return entry == null ? at(node.line(), node.column(), pathOf(key), message)
                : entry.value() instanceof Node.Nothing ? at(entry.line(), entry.column(), pathOf(key), message)
                : at(entry.value().line(), entry.value().column(), pathOf(key), message);
    }

    /** Where the value of a key stands, or this section if the key is absent: line, counted from 1. */
    public int line(String key) {
        Node.Entry entry = node.entries().get(key);
        return entry == null ? node.line() : entry.value().line();
    }

    /** Where the value of a key stands, or this section if the key is absent: column, counted from 1. */
    public int column(String key) {
        Node.Entry entry = node.entries().get(key);
        return entry == null ? node.column() : entry.value().column();
    }

    /** Name of the document for messages: that of the file. */
    public String source() {
        return document.source;
    }

    /** An error at this section as a whole. */
    public InputException error(String message) {
        return at(node.line(), node.column(), path, message);
    }

    /** What the supplier makes; where a constructor refuses its arguments, the refusal is located at this section. */
    public <T> T build(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw at(node.line(), node.column(), path, e.getMessage(), e);
        }
    }

    /** The same, with the refusal located at the value of a key. */
    public <T> T build(String key, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw at(line(key), column(key), pathOf(key), e.getMessage(), e);
        }
    }

    /** Refuses the first key, here or in a section within, that nobody asked for. */
    public void finish() {
        for (Map.Entry<String, Node.Entry> e : node.entries().entrySet()) {
            if (!asked.contains(e.getKey())) {
                String key = e.getValue().replaced() ? pathOf(e.getKey()) : e.getKey();
                throw at(e.getValue().line(), e.getValue().column(), "", "unknown key " + InputException.quote(key)
                        + Spelling.advice(e.getKey(), known, "keys"));
            }
            opened.getOrDefault(e.getKey(), List.of()).forEach(Section::finish);
        }
    }

    /**
     * This section with one value replaced, as a sweep does; nothing of it counts as asked yet.
     *
     * @param field  dotted path from here, {@code noise.scale}. What is missing on the way is added, so that defaults can be swept too; a
     *               misspelt field is then found by {@link #finish()}.
     * @param origin where errors in the value, and in what is built with it, are located
     */
    public Section with(String field, String value, Section origin) {
        return new Section(document, path, (Node.Mapping) replaced(node, path, field, new Node.Scalar(value, origin.node.line(), origin.node.column())));
    }

    /** As {@link #with(String, double, Section)}, errors located at this section. */
    public Section with(String field, double value) {
        return with(field, value, this);
    }

    /** @param value in SI */
    public Section with(String field, double value, Section origin) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return with(field, whole ? Long.toString((long) value) : Double.toString(value), origin);
    }

    private Node replaced(Node old, String oldPath, String field, Node.Scalar value) {
        if (field.isEmpty()) {
            if (old instanceof Node.Mapping || old instanceof Node.Sequence) {
                throw at(value.line(), value.column(), oldPath, "is not a single value, so it cannot be replaced by " + InputException.quote(value.text()));
            }
            return value;
        }
        if (!(old == null || old instanceof Node.Nothing || old instanceof Node.Mapping)) {
            throw at(value.line(), value.column(), oldPath, "holds no keys, so there is no field " + InputException.quote(field) + " in it");
        }
        String[] steps = field.split("\\.", 2);
        if (steps[0].isEmpty() || steps.length == 2 && steps[1].isEmpty()) {
            throw at(value.line(), value.column(), oldPath, "expected a field such as noise.scale, got " + InputException.quote(field));
        }
        Map<String, Node.Entry> entries = old instanceof Node.Mapping mapping ? new LinkedHashMap<>(mapping.entries()) : new LinkedHashMap<>();
        Node.Entry entry = entries.get(steps[0]);
        Node below = replaced(entry == null ? null : entry.value(), join(oldPath, steps[0]), steps.length == 2 ? steps[1] : "", value);
        entries.put(steps[0], new Node.Entry(below, value.line(), value.column(), true));
        return new Node.Mapping(Collections.unmodifiableMap(entries), value.line(), value.column());
    }

    private Node.Entry demand(String key, String expected) {
        if (!has(key)) {
            throw error(key, "is missing; expected " + expected);
        }
        asked.add(key);
        return node.entries().get(key);
    }

    private Node.Scalar scalar(String key, String expected) {
        Node value = demand(key, expected).value();
        if (value instanceof Node.Nothing) {
            throw error(key, "has no value; expected " + expected + " or leave the key out");
        }
        if (!(value instanceof Node.Scalar scalar)) {
            throw error(key, "expected " + expected + ", got a " + (value instanceof Node.Sequence ? "list" : "section"));
        }
        return scalar;
    }

    private Node.Sequence sequence(String key, String example) {
        if (!(demand(key, "a list such as " + example).value() instanceof Node.Sequence list)) {
            throw error(key, "expected a list such as " + example);
        }
        return list;
    }

    private List<Node.Scalar> scalars(String key, String example) {
        return scalars(pathOf(key), sequence(key, example), example);
    }

    private List<Node.Scalar> scalars(String place, Node.Sequence list, String example) {
        List<Node.Scalar> scalars = new ArrayList<>();
        for (Node item : list.items()) {
            if (!(item instanceof Node.Scalar scalar)) {
                throw at(item.line(), item.column(), place + "[" + scalars.size() + "]", "expected a single value in a list such as " + example);
            }
            scalars.add(scalar);
        }
        return scalars;
    }

    private Node.Mapping mapping(String key, String at, Node value) {
        if (value instanceof Node.Nothing) {
            Node.Entry entry = node.entries().get(key);
            return new Node.Mapping(Map.of(), entry.line(), entry.column());
        }
        if (!(value instanceof Node.Mapping mapping)) {
            throw at(value.line(), value.column(), at, "expected keys and values, got a " + (value instanceof Node.Sequence ? "list" : "single value"));
        }
        return mapping;
    }

    private <T> T located(String key, Node.Scalar value, Function<String, T> reading) {
        try {
            return reading.apply(value.text());
        } catch (IllegalArgumentException e) {
            throw at(value.line(), value.column(), pathOf(key), e.getMessage(), e);
        }
    }

    private static long whole(String text, long min, long max) {
        String expected = "expected a whole number" + (min == Long.MIN_VALUE ? "" : max == Integer.MAX_VALUE || max == Long.MAX_VALUE ? " of at least " + min
                : " from " + min + " to " + max) + ", got " + InputException.quote(text);
        if (text.length() > LONGEST_INTEGER) {
            throw new IllegalArgumentException(expected);
        }
        BigDecimal value;
        try {
            value = new BigDecimal(text.strip()).stripTrailingZeros();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
        boolean whole = value.scale() <= 0 && (long) value.precision() - value.scale() <= 19;   // else toBigInteger could take gigabytes: 1e999999999
        if (!whole || value.compareTo(BigDecimal.valueOf(min)) < 0 || value.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw new IllegalArgumentException(expected);
        }
        return value.longValueExact();
    }

    private InputException at(int line, int column, String where, String message) {
        return at(line, column, where, message, null);
    }

    private InputException at(int line, int column, String where, String message, Throwable cause) {
        return new InputException(document.source, line, column, where.isEmpty() ? message : where + ": " + message, cause);
    }

    private String pathOf(String key) {
        return join(path, key);
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
