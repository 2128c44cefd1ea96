package org.superpose.circuits.spice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a deck and what it includes into cards. Files are UTF-8, or else Latin-1; includes stay within the folder of the deck and those that are allowed beside it. */
final class CardReader {
    private static final int DEEPEST = 20;
    private static final long LARGEST = 64L << 20;             // bytes of all files
    private static final int LONGEST = 4 << 20;                // characters of a card

    private final List<Path> roots;                            // folders of which files can be included, that of the deck first
    private final String name;
    private final Consumer<Path> opened;                       // is told of each file before it is read
    private String title = "";
    private long size;
    private boolean ended;

    private CardReader(String name, List<Path> roots, Consumer<Path> opened) {
        this.name = name;
        this.roots = roots;
        this.opened = opened;
    }

    /** What a deck says. */
    record Cards(String title, List<Card> cards) {
    }

    /** Reads a file; what it includes lies in its folder or in one of these. */
    static Cards read(Path file, List<Path> folders, Consumer<Path> opened) throws IOException {
        Path real = file.toRealPath();
        List<Path> roots = new ArrayList<>(List.of(real.getParent()));
        roots.addAll(real(folders));
        CardReader reader = new CardReader(file.toString(), roots, opened);
        return reader.deck(reader.load(real, new Position(file.toString(), 1, 1)), real.getParent());
    }

    /** Reads a text; what it includes lies in one of these folders. */
    static Cards read(String name, String text, List<Path> folders) throws IOException {
        List<Path> roots = real(folders);
        return new CardReader(name, roots, file -> { }).deck(text, roots.isEmpty() ? null : roots.get(0));
    }

    private static List<Path> real(List<Path> folders) throws IOException {
        List<Path> real = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("there is no folder \"" + folder + "\" to include files from; correct its name");
            }
            real.add(folder.toRealPath());
        }
        return real;
    }

    private Cards deck(String text, Path folder) {
        List<Card> cards = new ArrayList<>();
        splice(split(name, text, true), folder, "", cards, 0);
        return new Cards(title, cards);
    }

    private String load(Path file, Position at) throws IOException {
        opened.accept(file);
        size += Files.size(file);
        if (size > LARGEST) {
            throw new SpiceException(at, "the deck and its includes are larger than " + (LARGEST >> 20) + " MiB; include only what is used");
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') < 0) {                      // nothing was replaced; a decoder that reports what it cannot read takes longer
            return text;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Cards as they stand in one text. */
    private List<Card> split(String file, String text, boolean titled) {
        List<Card> cards = new ArrayList<>();
        Card.Builder open = null;
        boolean control = false;
        int number = 0;
        int from = text.startsWith("\ufeff") ? 1 : 0;
        int length = 0;
        while (from <= text.length()) {
            int to = lineEnd(text, from);
            String line = text.substring(from, to);
            from = to + (text.startsWith("\r\n", to) ? 2 : 1);
            number++;
            if (titled && number == 1) {
                title = line.strip().replaceFirst("(?i)^\\.title\\s+", "");
                continue;
            }
            int begin = 0;
            while (begin < line.length() && Card.isBlank(line.charAt(begin))) {
                begin++;
            }
            int end = commentStart(line, begin);
            while (end > begin && Card.isBlank(line.charAt(end - 1))) {
                end--;
            }
            if (begin == end) {
                continue;
            }
            if (line.charAt(begin) == '+') {
                if (open == null) {
                    throw new SpiceException(new Position(file, number, begin + 1), "this line continues nothing; take the + away, or put the line behind the one that it continues");
                }
                length += end - begin;
                if (length > LONGEST) {
                    throw new SpiceException(new Position(file, number, begin + 1), "the statement is longer than " + LONGEST + " characters; split it");
                }
                open.add(line.substring(begin + 1, end), number, begin + 2);
                continue;
            }
            if (open != null) {
                cards.add(open.build());
            }
            if (line.regionMatches(true, begin, ".endc", 0, 5)) {
                control = false;
            }
            open = new Card.Builder(file, control);
            length = end - begin;
            open.add(line.substring(begin, end), number, begin + 1);
            if (line.regionMatches(true, begin, ".control", 0, 8)) {
                control = true;
            }
        }
        if (open != null) {
            cards.add(open.build());
        }
        return cards;
    }

    private static int lineEnd(String text, int from) {
        int i = from;
        int length = text.length();
        while (i < length) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                return i;
            }
            i++;
        }
        return length;
    }

    /** Where a comment begins: * or # at the begin of a line, ; or // anywhere, $ behind a blank; but $N_0001 and $G_GND are nodes, as PSpice names them. */
    private static int commentStart(String line, int begin) {
        if (begin < line.length() && (line.charAt(begin) == '*' || line.charAt(begin) == '#')) {
            return begin;
        }
        if (line.indexOf(';', begin) < 0 && line.indexOf('$', begin) < 0 && line.indexOf('/', begin) < 0) {
            return line.length();
        }
        boolean quoted = false;
        for (int i = begin; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (quoted) {
                continue;
            }
            boolean afterBlank = i == begin || Card.isBlank(line.charAt(i - 1));
            if (c == ';' || c == '/' && afterBlank && line.startsWith("//", i)) {
                return i;
            }
            if (c == '$' && afterBlank && !line.regionMatches(true, i, "$n_", 0, 3) && !line.regionMatches(true, i, "$g_", 0, 3)) {
                return i;
            }
        }
        return line.length();
    }

    /** Follows includes and sections. */
    private void splice(List<Card> cards, Path folder, String section, List<Card> into, int depth) {
        boolean sections = depth > 0 && cards.stream().anyMatch(card -> card.head().equals(".endl"));
        boolean found = section.isEmpty();
        String inside = "";
        for (Card card : cards) {
            if (ended) {
                return;
            }
            String head = card.inControl() ? "" : card.head();
            switch (head) {
                case ".title" -> title = card.text().substring(head.length()).strip();
                case ".end" -> ended = depth == 0;
                case ".include", ".inc" -> include(card, folder, into, depth);
                case ".endl" -> inside = "";
                case ".lib" -> {
                    List<Token> tokens = card.tokens();
                    if (sections && tokens.size() == 2) {
                        inside = tokens.get(1).text();
                        found |= inside.equals(section);
                    } else if (inside.equals(section)) {
                        include(card, folder, into, depth);
                    }
                }
                default -> {
                    if (inside.equals(section)) {
                        into.add(card);
                    }
                }
            }
        }
        if (!found) {
            throw new SpiceException(cards.isEmpty() ? new Position(name, 1, 1) : cards.get(0).position(), "this library has no section " + section + "; look for its .lib lines");
        }
    }

    private void include(Card card, Path folder, List<Card> into, int depth) {
        List<Token> tokens = card.tokens();
        if (tokens.size() < 2) {
            throw card.error(card.head() + " needs the name of a file");
        }
        Token file = tokens.get(1);
        String section = card.head().equals(".lib") && tokens.size() > 2 ? tokens.get(2).text() : "";
        if (depth >= DEEPEST) {
            throw file.error("files include each other more than " + DEEPEST + " deep; look for one that includes itself");
        }
        if (roots.isEmpty()) {
            throw file.error("\"" + file.raw() + "\" cannot be included, because this deck is not read from a file and no folders are given");
        }
        try {
            Path real = find(file, folder);
            if (!Files.isRegularFile(real)) {
                throw file.error("\"" + file.raw() + "\" is not a file; name a file");
            }
            Path root = roots.stream().filter(real::startsWith).findFirst().orElseThrow(() -> file.error("\"" + file.raw() + "\" lies outside the folder of the deck and is not read; copy it to " + roots.get(0) + ", or allow its folder (-I FOLDER)"));
            splice(split(root.relativize(real).toString(), load(real, file.position()), false), real.getParent(), section, into, depth + 1);
        } catch (IOException | InvalidPathException e) {
            throw new SpiceException(file.position(), "\"" + file.raw() + "\" cannot be read (" + e.getClass().getSimpleName() + "); name a file within the folder of the deck, or allow its folder (-I FOLDER)", e);
        }
    }

    /** The file of a name, in the folder of the one that includes it or else in one of those that are allowed; links are followed. */
    private Path find(Token file, Path folder) throws IOException {
        String name = file.raw().replace('\\', '/');
        Path outside = null;
        List<Path> folders = new ArrayList<>(List.of(folder));
        folders.addAll(roots);
        for (Path candidate : folders) {
            Path found = candidate.resolve(name);
            if (Files.isRegularFile(found)) {
                Path real = found.toRealPath();
                if (roots.stream().anyMatch(real::startsWith)) {
                    return real;
                }
                outside = real;
            }
        }
        return outside != null ? outside : folder.resolve(name).toRealPath();
    }
}
