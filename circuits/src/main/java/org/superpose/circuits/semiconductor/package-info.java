/**
 * Semiconductor devices: records of what a designer states ({@link org.superpose.circuits.semiconductor.Diode}, {@link org.superpose.circuits.semiconductor.BipolarTransistor} …), model cards with SPICE's parameter names
 * ({@link org.superpose.circuits.semiconductor.DeviceModel}), and package-private beside each record its bank, where the currents, charges and noise are computed: {@code SemiconductorBank}, or for MOS transistors {@code InsulatedGateBank},
 * has what does not depend on the law.
 * <p>May use: {@code circuits.circuit}.
 * <p>Laws: L. Nagel, <i>SPICE2</i>, UCB/ERL M520, 1975; P. Antognetti and G. Massobrio, <i>Semiconductor Device Modeling with SPICE</i>, 2nd ed., 1993; <i>ngspice User's Manual</i>, version 39, chapters 7 to 11.
 * Where these leave a choice, the banks do as ngspice does, and an oracle test compares them. Derivatives are complete: unlike SPICE, that of a base resistance that falls with the current is not left out.
 * <p>A new device: its record, its model, its bank; a line in {@code permits} of {@code DeviceModel} or {@code FieldEffectModel}, and a test that extends {@code DeviceLaws}.
 */
package org.superpose.circuits.semiconductor;
