package org.superpose.optics.wave;

/**
 * Something linear that light passes: a mask, a lens, a distance. It keeps nothing of the light that it has seen.
 * <p>Passive: the power that leaves is at most the power that enters.
 */
public interface OpticalElement {
    /** The field behind the element. */
    Wavefront apply(Wavefront in);

    /**
     * The adjoint A*, for which ⟨A a, b⟩ = ⟨a, A* b⟩ with ⟨a, b⟩ = Σ a* b dx dy holds for all fields: what a detector's mode becomes when it is
     * followed back to the source.
     * @param out a field on the grid behind the element
     * @return a field on the grid in front of it
     */
    Wavefront adjoint(Wavefront out);
}
