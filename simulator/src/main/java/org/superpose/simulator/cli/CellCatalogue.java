package org.superpose.simulator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.DigitalPotentiometer;
import org.superpose.circuits.cell.DiodeRectifier;
import org.superpose.circuits.cell.LadderConverter;
import org.superpose.circuits.cell.MosMultipliers;
import org.superpose.circuits.cell.MosProcess;
import org.superpose.circuits.cell.MosfetClamp;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OhmicMultipliers;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.cell.PrecisionRectifier;
import org.superpose.circuits.cell.ProportionalReference;
import org.superpose.circuits.cell.Stage;
import org.superpose.circuits.cell.Stages;
import org.superpose.circuits.cell.StorageCapacitor;
import org.superpose.circuits.cell.SummerTree;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.semiconductor.MosfetGeometry;

/** One specimen of every kind of cell, with the values of the page on cells. */
final class CellCatalogue {
    private CellCatalogue() {
    }

    /** An instance of each. */
    static List<Part> parts() {
        BipolarProcess bipolar = BipolarProcess.complementary();
        MosProcess mos = MosProcess.fiveVolt();
        Subcircuit opAmp = OperationalAmplifierLevel.TRANSISTORS.netlist();
        List<Part> parts = new ArrayList<>();
        for (MultiplierCell cell : List.of(BipolarMultipliers.plain(bipolar, 20e-6), BipolarMultipliers.degenerated(bipolar, 20e-6, 75e3), BipolarMultipliers.predistorted(bipolar, 20e-6, 75e3),
                MosMultipliers.strongInversion(mos, 20e-6, 0.8, 5e-6), MosMultipliers.weakInversion(mos, 20e-9, MosfetGeometry.of(100e-6, 2e-6)), OhmicMultipliers.resistor(10e3, 1), OhmicMultipliers.conductancePair(1e-6, 1e-4, 0.5, 0.2))) {
            add(parts, cell.as("x", Map.of(), 0.5));
            cell.shared().forEach(shared -> add(parts, shared));
        }
        for (Stage stage : List.of(Stages.tanh(bipolar, 100e-6, 10e3), Stages.differentialDriver(bipolar, 100e-6, 15e3, 870, 2), Stages.levelShifter(bipolar.npn(), 50e-6, 20e3, 1), Stages.levelShifter(bipolar.pnp(), 50e-6, 26e3, 1),
                Stages.squarer(mos, MosfetGeometry.of(2e-6, 2e-6), 0.5, 40e3))) {
            add(parts, stage.netlist());
            stage.shared().forEach(shared -> add(parts, shared));
        }
        add(parts, Column.of(64).rectifying().netlist());
        add(parts, Column.of(64).with(Column.Lines.FOLDED, Column.Readout.DIFFERENCE).netlist());
        add(parts, Column.of(32).with(Column.Lines.CASCODED, Column.Readout.TRANSIMPEDANCE).netlist());
        add(parts, Column.of(32).rectifying().with(Column.Lines.CASCODED, Column.Readout.DIFFERENCE).netlist());
        add(parts, new SummerTree(16, 4, 40e3, 10e3, 10e3).netlist(opAmp));
        for (OperationalAmplifierLevel level : OperationalAmplifierLevel.values()) {
            add(parts, level.netlist());
        }
        add(parts, new DiodeRectifier(5e3, 1e-15, 1.02, Physics.ROOM_TEMPERATURE).netlist(bipolar.diode()));
        add(parts, new MosfetClamp(100e3, 10e-3).netlist());
        add(parts, new PrecisionRectifier(Double.POSITIVE_INFINITY, 5e3, 1e-15, 1.02, Physics.ROOM_TEMPERATURE).netlist(opAmp, bipolar.diode(), 5e6));
        add(parts, new DigitalPotentiometer(8, 10e3, 60).netlist(100));
        add(parts, new LadderConverter(4, 10e3, 10).netlist(6));
        add(parts, new StorageCapacitor(1e-12).netlist(1e3, 1e-15, 1e-15));
        add(parts, new StorageCapacitor(1e-12).netlist(mos.strong(), MosfetGeometry.of(5e-6, 1e-6), 1e-15));
        add(parts, new ProportionalReference(8, 1e3, 20e3).netlist(bipolar));
        return parts;
    }

    private static void add(List<Part> to, Subcircuit subcircuit) {
        to.add(new Instance("x" + to.size(), subcircuit, subcircuit.ports(), Map.of()));
    }

    private static void add(List<Part> to, Instance instance) {
        to.add(new Instance("x" + to.size(), instance.subcircuit(), instance.nodes(), instance.replaced()));
    }
}
