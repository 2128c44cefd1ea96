package org.superpose.circuits.plan;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;

/** A bank and where its numbers go. The arrays are shared: for reading only. */
public final class PlannedBank {
    private final DeviceBank bank;
    private final List<Component> members;
    final int[][] unknown;
    private final Wiring wiring;
    private final int place;

    /** @param place among the banks */
    PlannedBank(DeviceBank bank, List<Component> members, int ground, Wiring wiring, int place) {
        this.wiring = wiring;
        this.place = place;
        this.bank = bank;
        this.members = List.copyOf(members);
        int[][] numbers = bank.unknowns();
        unknown = new int[numbers.length][];
        for (int k = 0; k < numbers.length; k++) {
            int[] number = numbers[k];
            int[] index = new int[bank.size()];
            for (int i = 0; i < index.length; i++) {
                index[i] = number[i] == UnknownNumbers.GROUND ? ground : number[i] - 1;
            }
            unknown[k] = index;
        }
    }

    public DeviceBank bank() {
        return bank;
    }

    /** The component of each device. */
    public List<Component> members() {
        return members;
    }

    /** Index of each local unknown in a solution vector, {@code [K][n]}. */
    public int[][] unknowns() {
        return unknown;
    }

    /** Where each conductance goes in the values of the matrix, in the order of the conductance pattern, {@code [pair][n]}. */
    public int[][] conductanceSlots() {
        return wiring.conductanceSlots(place);
    }

    /** Where each capacitance goes in the values of the matrix, in the order of the capacitance pattern, {@code [pair][n]}. */
    public int[][] capacitanceSlots() {
        return wiring.capacitanceSlots(place);
    }

    /** Whether the bank was made of these very records, and so were the components that they refer to. */
    boolean isOf(List<Component> others, Circuit ours, Circuit theirs) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i) != others.get(i)) {
                return false;
            }
            for (String control : members.get(i).controls()) {
                if (ours.component(control) != theirs.component(control)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether another bank has the same unknowns and patterns. */
    boolean hasTopologyOf(DeviceBank other) {
        return Arrays.deepEquals(bank.unknowns(), other.unknowns()) && Arrays.deepEquals(bank.conductancePattern(), other.conductancePattern())
                && Arrays.deepEquals(bank.capacitancePattern(), other.capacitancePattern());
    }
}
