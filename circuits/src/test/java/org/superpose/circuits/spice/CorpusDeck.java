package org.superpose.circuits.spice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.MutualInductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.JunctionFieldEffectTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/**
 * A deck of {@code src/test/resources/decks}. Comments below its title tell the tests what it is: {@code * transient: smooth} asks for a closer comparison of transients, {@code * transient: autonomous} for one by frequency and amplitude,
 * {@code * solutions: several} says that the circuit has more than one operating point.
 */
record CorpusDeck(String name, String text) {
    private static final Path FOLDER = Path.of("src/test/resources/decks");
    private static final List<Class<? extends Component>> PASSIVE = List.of(Resistor.class, Capacitor.class, Inductor.class, MutualInductance.class, VoltageSource.class, CurrentSource.class);

    /** All that ngspice reads too, by name. */
    static List<CorpusDeck> all() throws IOException {
        return in(FOLDER);
    }

    /** All with devices that ngspice does not have, by name. */
    static List<CorpusDeck> own() throws IOException {
        return in(FOLDER.resolve("own"));
    }

    private static List<CorpusDeck> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cir")).sorted().map(CorpusDeck::of).toList();
        }
    }

    static CorpusDeck of(Path file) {
        try {
            return new CorpusDeck(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the constants of ngspice, and with one more line behind the title. */
    Deck read(String line) {
        return new SpiceReader(Environment.ngspice()).read(name, Ngspice.with(line, text));
    }

    boolean isSmooth() {
        return says("transient: smooth");
    }

    boolean isAutonomous() {
        return says("transient: autonomous");
    }

    boolean hasSeveralSolutions() {
        return says("solutions: several");
    }

    private boolean says(String what) {
        return text.contains("\n* " + what + "\n");
    }

    /** Transistors and diodes of the circuit, those in subcircuits counted as often as there are instances. */
    static int active(Deck deck) {
        return (int) deck.circuit().components().stream().filter(CorpusDeck::isActive).count();
    }

    /** Whether there is more in the circuit than resistors, capacitors, inductors and independent sources. */
    static boolean hasActive(Deck deck) {
        return deck.circuit().components().stream().anyMatch(component -> PASSIVE.stream().noneMatch(kind -> kind.isInstance(component)));
    }

    private static boolean isActive(Component component) {
        return component instanceof BipolarTransistor || component instanceof Mosfet || component instanceof JunctionFieldEffectTransistor || component instanceof Diode;
    }

    /** Letters of the elements and how many there are: {@code 2 Q, 3 R}. */
    static String devices(Deck deck) {
        return letters(deck).entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "));
    }

    /** Letters of the elements, instances taken apart, and how many there are. */
    static Map<String, Long> letters(Deck deck) {
        return deck.circuit().components().stream().map(component -> component.name().substring(component.name().lastIndexOf('.') + 1, component.name().lastIndexOf('.') + 2).toUpperCase(Locale.ROOT))
                .collect(Collectors.groupingBy(letter -> letter, TreeMap::new, Collectors.counting()));
    }

    @Override
    public String toString() {
        return name;
    }
}
