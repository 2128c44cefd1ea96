package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void columnsAreAligned() {
        TextTable table = new TextTable(1, "machine", "accuracy");
        table.row("électronic", "97.2 %");
        table.row("optical", "100 %");
        assertEquals(List.of("machine     accuracy", "électronic    97.2 %", "optical        100 %"), table.toString().lines().toList());
    }
}
