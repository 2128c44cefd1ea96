package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;

class SchematicsTest {
    private static final MultiplierCell CELL = BipolarMultipliers.degenerated(BipolarProcess.complementary(), 20e-6, 75e3);
    private static final Circuit COLUMN = Circuit.of("column", Stream.<Part>concat(Stream.of(Column.of(64).rectifying().netlist().as("xcolumn", "op", "on", "b", "out", "vcc", "vee")), CELL.bench(0, 0).parts().stream()).toList());

    /** Each sheet is checked against the netlist when it is drawn: this draws them all. */
    @Test
    void everySubcircuitOfAColumnHasASheetThatShowsIt() {
        Map<String, String> drawings = Schematics.of(COLUMN.parts());
        assertEquals(Set.of("rectified_column_64", "gcell", "tailbias", "fold", "opamp", "tia", "relu", "buffer"), drawings.keySet());
        for (String value : List.of(">75k<", ">25k<", ">q7<", ">bias<")) {
            assertTrue(drawings.get("gcell").contains(value), value);
        }
        assertTrue(drawings.get("tia").contains(">11.2k<"));
        assertTrue(drawings.get("opamp").contains(">\u00d74<"));
    }

    /** Every kind of cell, each sheet checked against its netlist when it is drawn; values of each kind of part. */
    @Test
    void everyKindOfCellHasASheetThatShowsIt() {
        Map<String, String> drawings = Schematics.of(CellCatalogue.parts());
        assertEquals(Set.of("plaincell", "gcell", "precell", "artanh", "mosgcell", "weakcell", "mosbias", "rcell", "gpair", "tailbias", "headbias", "tanhpair", "driver", "down", "up", "squarer", "ptat", "opamp", "opamp_ideal", "opamp_one_pole",
                "opamp_boyle", "fold", "fold_loads", "cascode", "cascode_loads", "tia", "difference", "relu", "buffer", "column_32", "column_64", "rectified_column_32", "rectified_column_64", "summer_4", "tree_16", "potentiometer_100",
                "ladder_6", "store", "sampler", "diode_rectifier", "clamp"), drawings.keySet());
        Map<String, List<String>> values = Map.of("precell", List.of(">75k<", ">artanh<"), "mosgcell", List.of(">3.125u/5u<", ">bulks on vss<"), "gpair", List.of(">1uS<"), "opamp_boyle", List.of(">2.731S<", ">20p<", ">1.171<"),
                "tree_16", List.of(">x2_1<", ">summer_4<"), "ladder_6", List.of(">20k<", ">rs4<"), "store", List.of(">1p<", ">1f<"), "opamp_one_pole", List.of(">716k, 4.736MHz<"), "column_32", List.of(">cascode<", ">22.4k<"));
        values.forEach((name, texts) -> texts.forEach(text -> assertTrue(drawings.get(name).contains(text), name + " " + text)));
    }

    @Test
    void valuesHaveFourDigitsAndAPrefix() {
        assertEquals(List.of("1.394k", "75k", "1k", "300", "2p", "20p", "5M", "1", "999.9", "1m", "100n", "2.5k"),
                Stream.of(1394.2, 75e3, 1e3, 300.0, 2e-12, 20e-12, 5e6, 1.0, 999.9, 1e-3, 100e-9, 2500.0).map(Schematics::engineering).toList());
    }
}
