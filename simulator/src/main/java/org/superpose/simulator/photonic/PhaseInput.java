package org.superpose.simulator.photonic;

import org.superpose.optics.element.PhaseLevels;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Basis;
import org.superpose.simulator.characterised.InputStage;

/** Writes an input on the phase mask: u = x / scale, clipped to the mask's range, becomes the level nearest to arccos u. */
final class PhaseInput implements InputStage {
    /** What a phase does to the field: cos φ and sin φ. */
    static final Basis QUADRATURES = new Basis() {
        @Override
        public int rank() {
            return 2;
        }

        @Override
        public void evaluate(double[] port, double[][] phi) {
            for (int i = 0; i < port.length; i++) {
                phi[0][i] = StrictMath.cos(port[i]);
                phi[1][i] = StrictMath.sin(port[i]);
            }
        }
    };

    private final PhaseLevels levels;
    private final double scale;
    private final double lowest;

    PhaseInput(LayerBench bench) {
        levels = bench.levels();
        scale = bench.plan().inputScale();
        lowest = bench.plan().signed() ? -1 : 0;
    }

    @Override
    public long drive(double[] x, double[] port, Reading reading, int row) {
        long clipped = 0;
        for (int i = 0; i < x.length; i++) {
            double u = x[i] / scale;
            double inside = Math.max(lowest, Math.min(1, u));
            clipped += inside == u ? 0 : 1;
            port[i] = phase(inside);
        }
        return clipped;
    }

    /** Phase on the mask [rad] for u in its range. */
    double phase(double u) {
        return levels.nearest(StrictMath.acos(u));
    }
}
