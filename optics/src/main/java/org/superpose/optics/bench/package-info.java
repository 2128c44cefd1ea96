/**
 * Elements and distances in a row: an {@code OpticalBench} is built once, planned for a grid and a wavelength, and run with light. With fixed masks a bench is linear until
 * the detector: {@code LinearBench} makes the complex matrix from its sources to its detectors, by forward or by adjoint propagation.
 * <p>{@code T[output, input]} = ⟨detector mode, path (source mode)⟩ with ⟨a, b⟩ = Σ a* b dx dy. Light that no input controls is one constant column more.
 * <p>May use: {@code optics.wave, optics.element, optics.propagation}; tests use sources and detection.
 * <p>A new stage of a bench: a method of {@code OpticalBench} that plans it for the grid at which it stands. New sources or detectors: implement {@code Modes}, keep
 * ⟨m_j, U⟩ and Σ x_j m_j adjoint to each other, and add them to {@code LinearBenchTest}.
 */
package org.superpose.optics.bench;
