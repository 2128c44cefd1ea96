/**
 * Layers of cells whose surface is separable, {@code I(x, w; p) ≈ Σ_r φ_r(x) ψ_r(w; p)}: a chip is R coefficient matrices, and a layer on a batch is R matrix products.
 * <p>May use: {@code analog, matrix, noise}. Knows no device: machines find the basis and the coefficients (from device laws, or from measured netlists) and hand them in.
 * <p>A new kind of hardware: give an {@link org.superpose.simulator.characterised.InputStage}, the {@link org.superpose.simulator.characterised.SeparableSum} of each quantity that its readout needs (signal, noise power, second
 * quadrature, …), and a {@link org.superpose.simulator.characterised.Readout}.
 */
package org.superpose.simulator.characterised;
