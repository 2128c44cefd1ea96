/**
 * Guided light in meshes of Mach–Zehnder interferometers: unitary matrices by Clements's and Reck's decompositions, real matrices by their singular values, and what phases,
 * couplers, heat and loss make of them. Amplitudes a in √W, so that |a|² is power; a transfer is [output, input].
 * <p>A coupler is [[cos κ, i sin κ], [i sin κ, cos κ]], κ = π/4 for 50:50; an interferometer is coupler · diag(e^{iθ}, 1) · coupler · diag(e^{iφ}, 1), light meeting φ first.
 * <p>May use: {@code optics.wave}.
 * <p>A new arrangement: a factory of {@code Mesh} that factors a unitary into interferometers between neighbours; hold it to {@code MeshLawsTest}.
 */
package org.superpose.optics.mesh;
