package org.superpose.circuits.characterisation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.spice.SpiceWriter;

/** A cell, and in what its specimens differ. */
public final class CellFamily {
    private final MultiplierCell cell;
    private final Variation variation;
    private final List<String> parameters;
    private final Map<String, Integer> places = new HashMap<>();

    public CellFamily(MultiplierCell cell, Variation variation) {
        this.cell = cell;
        this.variation = variation;
        List<String> asked = new ArrayList<>();
        ToDoubleFunction<String> ask = name -> {
            if (places.putIfAbsent(name, asked.size()) == null) {
                asked.add(name);
            }
            return 0;
        };
        cell.bench(0, 0).components().forEach(part -> vary(part, ask));
        parameters = List.copyOf(asked);
    }

    public MultiplierCell cell() {
        return cell;
    }

    /** Names of the draws that make a specimen. */
    public List<String> parameters() {
        return parameters;
    }

    /** The cell itself. */
    public Specimen nominal(double weight) {
        return new Specimen(weight, new double[parameters.size()]);
    }

    /** A specimen by chance: a draw of the standard normal distribution for each parameter's name. */
    public Specimen draw(double weight, ToDoubleFunction<String> normal) {
        return new Specimen(weight, parameters.stream().mapToDouble(normal).toArray());
    }

    /** A specimen on the cell's test bench. */
    Circuit bench(double x, Specimen specimen) {
        Circuit nominal = cell.bench(x, specimen.weight());
        List<Component> parts = new ArrayList<>();
        for (Component part : nominal.components()) {
            parts.add(vary(part, name -> specimen.draw(places.get(name))));
        }
        return Circuit.of(nominal.title(), parts);
    }

    /** What a text for ngspice describes has its own declared deviations. */
    private Component vary(Component part, ToDoubleFunction<String> normal) {
        return part instanceof ForeignCell foreign ? foreign.varied(normal) : variation.vary(part, normal);
    }

    /** Whether only ngspice can compute it. */
    public boolean isForeign() {
        return cell.netlist().parts().stream().anyMatch(ForeignCell.class::isInstance);
    }

    /** The deck of the cell on its test bench, at rest with the largest weight. */
    public String deck() {
        return isForeign() ? NgspiceBench.deck(this, nominal(cell.coding().limit())) : SpiceWriter.forSuperpose(cell.bench(0, cell.coding().limit())).text();
    }

    /** SHA-256 of {@link #deck} in hexadecimal digits: two netlists differ in it, however they are named. */
    public String hash() {
        return hash(deck());
    }

    /** SHA-256 of the deck of a specimen whose draws are all 1: two families of the same cell differ in it if their specimens differ in other ways. */
    public String hashOfSpecimens() {
        double[] draws = new double[parameters.size()];
        Arrays.fill(draws, 1);
        Specimen specimen = new Specimen(cell.coding().limit(), draws);
        return hash(isForeign() ? NgspiceBench.deck(this, specimen) : SpiceWriter.forSuperpose(bench(0, specimen)).text());
    }

    private static String hash(String deck) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(deck.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
