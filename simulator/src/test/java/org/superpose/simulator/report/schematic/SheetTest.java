package org.superpose.simulator.report.schematic;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {
    private static final SheetPart UPPER = new SheetPart("r1", Symbol.RESISTOR, List.of("in", "out"), "1k");
    private static final SheetPart LOWER = new SheetPart("r2", Symbol.RESISTOR, List.of("out", "0"), "2k");

    private static Sheet divider() {
        return new Sheet("divider").part("r1", Symbol.RESISTOR, 0, 0).part("r2", Symbol.RESISTOR, 0, 6).tag("in", Sheet.Side.ABOVE, 0, -2).wire(0, 2, 0, 4)
                .tag("out", Sheet.Side.RIGHT, 3, 3).wire(0, 3, 3, 3).ground(0, 8);
    }

    @Test
    void namesAndValuesStandInTheDrawing() {
        String svg = divider().svg(List.of(UPPER, LOWER));
        for (String text : List.of("r1", "1k", "r2", "2k", "in", "out", "divider")) {
            assertTrue(svg.contains(">" + text + "<"), text);
        }
    }

    @Test
    void pinsOfWhatHasNoDirectionMayBeExchanged() {
        assertTrue(divider().svg(List.of(new SheetPart("r1", Symbol.RESISTOR, List.of("out", "in"), ""), LOWER)).contains("r1"));
    }

    @Test
    void aSheetOfAnotherCircuitIsRefused() {
        Sheet sheet = divider();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> sheet.svg(List.of(UPPER, new SheetPart("r2", Symbol.RESISTOR, List.of("in", "0"), "")))).getMessage().contains("r2"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> sheet.svg(List.of(UPPER))).getMessage().contains("r2"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> sheet.svg(List.of(UPPER, LOWER, new SheetPart("r3", Symbol.RESISTOR, List.of("in", "0"), "")))).getMessage().contains("r3"));
        Sheet diode = new Sheet("diode").part("d1", Symbol.DIODE, 0, 0).tag("a", Sheet.Side.ABOVE, 0, -2).tag("k", Sheet.Side.BELOW, 0, 2);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> diode.svg(List.of(new SheetPart("d1", Symbol.DIODE, List.of("k", "a"), "")))).getMessage().contains("d1"));
    }

    @Test
    void wiresThatCrossAreNotConnectedAndThoseThatEndOnAnotherAre() {
        Sheet cross = new Sheet("cross").part("r1", Symbol.RESISTOR, 0, 0).part("r2", Symbol.RESISTOR, Sheet.Lie.TURNED, 6, 6)
                .wire(0, 2, 0, 10).tag("a", Sheet.Side.BELOW, 0, 10).tag("b", Sheet.Side.ABOVE, 0, -2).wire(4, 6, -4, 6).tag("c", Sheet.Side.LEFT, -4, 6).tag("d", Sheet.Side.RIGHT, 8, 6);
        assertTrue(cross.svg(List.of(new SheetPart("r1", Symbol.RESISTOR, List.of("b", "a"), ""), new SheetPart("r2", Symbol.RESISTOR, List.of("d", "c"), ""))).contains("r2"));
        Sheet tee = new Sheet("tee").part("r1", Symbol.RESISTOR, 0, 0).part("r2", Symbol.RESISTOR, Sheet.Lie.TURNED, 6, 6)
                .wire(0, 2, 0, 10).tag("a", Sheet.Side.BELOW, 0, 10).tag("b", Sheet.Side.ABOVE, 0, -2).wire(4, 6, 0, 6).tag("d", Sheet.Side.RIGHT, 8, 6);
        assertTrue(tee.svg(List.of(new SheetPart("r1", Symbol.RESISTOR, List.of("b", "a"), ""), new SheetPart("r2", Symbol.RESISTOR, List.of("d", "a"), ""))).contains("r2"));
    }

    @Test
    void everyPinOfASymbolIsReachedByItsStrokes() {
        for (Symbol symbol : Symbol.values()) {
            symbol.pins().forEach(pin -> assertTrue(ends(symbol, pin.getX(), pin.getY()), symbol + " " + pin));
        }
    }

    private static boolean ends(Symbol symbol, double x, double y) {
        double[] at = new double[6];
        for (java.awt.geom.PathIterator i = symbol.strokes().getPathIterator(null); !i.isDone(); i.next()) {
            i.currentSegment(at);
            if (Math.hypot(at[0] - x, at[1] - y) < 1e-9) {
                return true;
            }
        }
        return false;
    }
}
