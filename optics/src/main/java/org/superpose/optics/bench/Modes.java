package org.superpose.optics.bench;

import java.util.List;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/**
 * Fields m_0 … m_{n−1} in one plane, each with one complex coefficient. As sources they add up to Σ x_j m_j; as detectors each reads ⟨m_k, U⟩ = Σ m_k* U dx dy. A balanced
 * pair is one mode, its reference field on its diodes: it reads Re⟨r, U⟩, of which {@code BalancedPair.difference} makes a current.
 */
public interface Modes {
    int count();

    Grid grid();

    /** λ [m]. */
    double wavelength();

    /** m_j alone. */
    Wavefront field(int index);

    /** Σ x_j m_j. @param coefficients 2·count numbers, real part first */
    Wavefront sum(double[] coefficients);

    /** ⟨m_j, U⟩ for all j. @return 2·count numbers, real part first */
    double[] project(Wavefront light);

    /** Modes given one by one: beams, references. All on one grid and of one wavelength; at least one. */
    static Modes of(List<Wavefront> fields) {
        return new Fields(fields);
    }
}
