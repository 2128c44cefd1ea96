package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.JunctionFieldEffectTransistor;
import org.superpose.circuits.semiconductor.Mosfet;

/** What the decks that are compared cover. Active devices are transistors and diodes; a subcircuit's count as often as it has instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTest {
    /** Cards that compute something; .measure may be written out. ngspice has no .step. */
    private static final Pattern ANALYSIS = Pattern.compile("(?m)^\\.(op|dc|ac|noise|tran|tf|four|meas)");

    private List<CorpusDeck> corpus;
    private List<Deck> decks;

    @BeforeAll
    void readAll() throws IOException {
        corpus = CorpusDeck.all();
        decks = corpus.stream().map(deck -> deck.read("")).toList();
    }

    @Test
    void decksAreManyAndLarge() {
        assertTrue(decks.size() >= 80, () -> decks.size() + " decks");
        assertTrue(withActive(2) >= 50, () -> withActive(2) + " decks with two active devices");
        assertTrue(withActive(20) >= 10, () -> withActive(20) + " decks with twenty active devices");
        assertTrue(withActive(100) >= 1, () -> withActive(100) + " decks with a hundred active devices");
    }

    private long withActive(int least) {
        return decks.stream().filter(deck -> CorpusDeck.active(deck) >= least).count();
    }

    @Test
    void everyElementIsInThreeDecks() {
        Map<String, Long> counts = countDecks(deck -> List.copyOf(CorpusDeck.letters(deck).keySet()));
        for (String letter : "R C L K V I E F G H B S W D Q M J".split(" ")) {
            assertTrue(counts.getOrDefault(letter, 0L) >= 3, () -> letter + " is in " + counts.getOrDefault(letter, 0L) + " decks only");
        }
        assertTrue(corpus.stream().filter(deck -> deck.text().matches("(?is).*\\nx[^\\n]*\\n.*")).count() >= 3, "subcircuits");
    }

    /** What a transistor is beside its letter. */
    @Test
    void everyKindOfDeviceIsInThreeDecks() {
        Map<String, Long> counts = countDecks(deck -> deck.circuit().components().stream().map(CorpusTest::kind).distinct().toList());
        for (Map.Entry<String, Long> kind : counts.entrySet()) {
            assertTrue(kind.getValue() >= 3, () -> kind.getKey() + " is in " + kind.getValue() + " decks only");
        }
        assertTrue(counts.keySet().containsAll(List.of("BipolarTransistor NPN", "BipolarTransistor PNP", "Mosfet NMOS 1", "Mosfet PMOS 1", "Mosfet NMOS 3", "Mosfet PMOS 3", "JunctionFieldEffectTransistor NJF", "JunctionFieldEffectTransistor PJF")),
                counts::toString);
    }

    private static String kind(Component component) {
        String name = component.getClass().getSimpleName();
        if (component instanceof BipolarTransistor transistor) {
            return name + (transistor.model().isNpn() ? " NPN" : " PNP");
        } else if (component instanceof Mosfet transistor) {
            return name + (transistor.model().isNChannel() ? " NMOS " : " PMOS ") + (int) transistor.model().value("LEVEL");
        } else if (component instanceof JunctionFieldEffectTransistor transistor) {
            return name + (transistor.model().isNChannel() ? " NJF" : " PJF");
        }
        return name;
    }

    @Test
    void everyAnalysisIsInThreeDecks() {
        Map<String, Long> counts = new TreeMap<>();
        for (CorpusDeck deck : corpus) {
            Matcher matcher = ANALYSIS.matcher(deck.text());
            matcher.results().map(result -> result.group(1)).distinct().forEach(card -> counts.merge(card, 1L, Long::sum));
        }
        assertEquals(8, counts.size(), counts::toString);
        for (Map.Entry<String, Long> card : counts.entrySet()) {
            assertTrue(card.getValue() >= 3, () -> "." + card.getKey() + " is in " + card.getValue() + " decks only");
        }
    }

    private Map<String, Long> countDecks(Function<Deck, List<String>> what) {
        return decks.stream().flatMap(deck -> what.apply(deck).stream()).collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }
}
