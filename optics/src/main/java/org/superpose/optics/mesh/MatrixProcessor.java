package org.superpose.optics.mesh;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.superpose.optics.wave.ComplexMatrix;

/**
 * Any real matrix in guided light, g W = U (g S) Vᵀ: a mesh, an attenuator in each guide, a mesh (Miller, <i>Self-configuring universal linear optical component</i>, Photonics Res. 1, 1 (2013);
 * Shen et al., <i>Deep learning with coherent nanophotonic circuits</i>, Nat. Photonics 11, 441 (2017)). Attenuators do not amplify, so the gain g is at most one over the largest singular value.
 */
public final class MatrixProcessor {
    private final Mesh in;
    private final double[] attenuator;
    private final Mesh out;
    private final double gain;

    private MatrixProcessor(SingularValues parts, double gain) {
        in = Mesh.clements(ComplexMatrix.of(parts.right));
        out = Mesh.clements(ComplexMatrix.of(parts.left));
        attenuator = Arrays.stream(parts.values).map(s -> Math.min(1, gain * s)).toArray();
        this.gain = gain;
    }

    /**
     * @param w    [outputs × inputs], all finite
     * @param gain g, above 0: amplitudes at the outputs are g W times those at the inputs
     */
    public static MatrixProcessor of(double[][] w, double gain) {
        SingularValues parts = parts(w);
        double limit = 1 / largest(parts);
        if (!(gain > 0 && gain <= limit * (1 + 1e-12))) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "matrix processor: the gain must be above 0 and at most %.6g, where the largest singular value of the matrix, %.6g,"
                    + " leaves no power to spare; got %.6g: take %.6g and multiply by the rest behind the detectors", limit, 1 / limit, gain, limit));
        }
        return new MatrixProcessor(parts, gain);
    }

    /** With the largest gain that passive optics has, one over the largest singular value. @param w [outputs × inputs], all finite, not all zero */
    public static MatrixProcessor brightest(double[][] w) {
        SingularValues parts = parts(w);
        return new MatrixProcessor(parts, 1 / largest(parts));
    }

    private static SingularValues parts(double[][] w) {
        ComplexMatrix matrix = ComplexMatrix.of(w);                    // refuses what is ragged, empty or not finite
        if (Math.max(matrix.rows(), matrix.columns()) > Mesh.MOST_GUIDES) {
            throw new IllegalArgumentException("matrix processor: at most " + Mesh.MOST_GUIDES + " rows and columns can be built, got " + matrix.rows() + " x " + matrix.columns()
                    + "; cut the matrix into tiles");
        }
        return SingularValues.of(w);
    }

    private static double largest(SingularValues parts) {
        double largest = Arrays.stream(parts.values).max().orElseThrow();
        if (!(largest > 1e-300)) {
            throw new IllegalArgumentException("matrix processor: the matrix is zero or nearly so, its largest singular value is " + largest + "; scale it up");
        }
        return largest;
    }

    /** g. */
    public double gain() {
        return gain;
    }

    /** Mesh in front of the attenuators, as wide as there are inputs. */
    public Mesh in() {
        return in;
    }

    /** Mesh behind the attenuators, as wide as there are outputs. */
    public Mesh out() {
        return out;
    }

    /** Amplitude transmittances, 0 to 1; a copy. */
    public double[] attenuators() {
        return attenuator.clone();
    }

    /** g W, as perfect meshes make it, [outputs × inputs]. */
    public ComplexMatrix transfer() {
        return joined(in.transfer(), out.transfer());
    }

    /** What one chip makes of g W. @param random draws the chip, the mesh in front first */
    public ComplexMatrix transfer(MeshErrors errors, RandomGenerator random) {
        ComplexMatrix first = in.transfer(errors, random);
        return joined(first, out.transfer(errors, random));
    }

    private ComplexMatrix joined(ComplexMatrix first, ComplexMatrix second) {
        double[] middle = new double[2 * out.guides() * in.guides()];
        for (int k = 0; k < attenuator.length; k++) {
            middle[2 * (k * in.guides() + k)] = attenuator[k];
        }
        return second.times(ComplexMatrix.of(out.guides(), in.guides(), middle)).times(first);
    }
}
