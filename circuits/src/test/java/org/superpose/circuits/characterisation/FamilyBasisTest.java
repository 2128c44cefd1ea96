package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.cell.GilbertCell;
import org.superpose.circuits.circuit.Physics;

class FamilyBasisTest {
    /** Rounding of a law of some ten operations is about 1e-15. */
    private static final double PANELS = 2e-14;
    private static final double VT = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);

    private static Family cells(long seed, int count, double saturation, double resistor) {
        Random draw = new Random(seed);
        List<Double> ports = new ArrayList<>();
        List<GilbertCell> cells = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double pair = StrictMath.sqrt(2) * saturation * VT;
            GilbertCell cell = new GilbertCell(20e-6 * StrictMath.exp(resistor * draw.nextGaussian()), 75e3 * StrictMath.exp(resistor * draw.nextGaussian()),
                    75e3 * StrictMath.exp(resistor * draw.nextGaussian()), 120, Physics.ROOM_TEMPERATURE, pair * draw.nextGaussian(), pair * draw.nextGaussian(), pair * draw.nextGaussian());
            double port = 0.057 * (k == 0 ? 1 : 2 * draw.nextDouble() - 1);
            cells.add(cell);
            ports.add(port);
        }
        return (x, most) -> {
            double[][] values = new double[Math.min(most, count)][x.length];
            for (int m = 0; m < values.length; m++) {
                cells.get(m).currents(x, ports.get(m), values[m]);
            }
            return values;
        };
    }

    /** Cells that took part neither in finding the basis nor in judging it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.01, 0.02})
    void basisReproducesUnseenMismatchedCells(double sigma) {
        FamilyBasis basis = FamilyBasis.find(-1, 1, cells(1, 64, sigma, 0.3 * sigma), cells(2, 64, sigma, 0.3 * sigma), 1e-5, PANELS);
        assertTrue(basis.rank() <= 6, "rank " + basis.rank());
        assertTrue(basis.residual() <= 1e-5);
        double worst = worst(basis, cells(3, 300, sigma, 0.3 * sigma), -1, 1);
        assertTrue(worst <= 3e-5, "unseen " + worst);                       // five times as many cells reach further into the tails
    }

    @Test
    void matchedCellsAreOfRankOneToRounding() {
        FamilyBasis basis = FamilyBasis.find(-1.5, 1.5, cells(1, 64, 0, 0), cells(2, 64, 0, 0), 1e-5, PANELS);
        assertEquals(1, basis.rank());
        assertTrue(worst(basis, cells(3, 50, 0, 0), -1.5, 1.5) <= 1e-13);
    }

    /** Largest error between and at the nodes, relative to the full scale of 12.7 µA that a weight of 0.8 and 1 V give. */
    private static double worst(FamilyBasis basis, Family unseen, double low, double high) {
        double[] x = new double[501];
        for (int k = 0; k < x.length; k++) {
            x[k] = low + (high - low) * k / (x.length - 1);
        }
        double[][] phi = new double[basis.rank()][x.length];
        basis.functions().evaluate(x, phi);
        double[][] truth = unseen.at(x, Integer.MAX_VALUE);
        double[][] values = unseen.at(basis.points(), Integer.MAX_VALUE);
        double[] coefficients = new double[basis.rank()];
        double worst = 0;
        double fullScale = 0;
        for (int m = 0; m < truth.length; m++) {
            basis.coefficients(values[m], coefficients);
            for (int k = 0; k < x.length; k++) {
                double sum = 0;
                for (int r = 0; r < coefficients.length; r++) {
                    sum += coefficients[r] * phi[r][k];
                }
                worst = StrictMath.max(worst, StrictMath.abs(sum - truth[m][k]));
                fullScale = StrictMath.max(fullScale, StrictMath.abs(truth[m][k]));
            }
        }
        return worst / fullScale;
    }

    /** A series of 16 terms is exact for polynomials up to degree 15, on any number of panels; outside the ends hold. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void panelsReproducePolynomials(int panels) {
        double[] nodes = PiecewiseChebyshev.nodes(-2, 3, panels);
        double[][] values = new double[2][nodes.length];
        for (int k = 0; k < nodes.length; k++) {
            values[0][k] = StrictMath.pow(nodes[k] / 3, 15);
            values[1][k] = 1 - nodes[k];
        }
        PiecewiseChebyshev functions = PiecewiseChebyshev.through(-2, 3, values);
        double[] x = {-2, -1.3, -0.75, 0, 0.5, 1.7, 3, 4, -5};
        double[][] phi = new double[2][x.length];
        functions.evaluate(x, phi);
        for (int k = 0; k < x.length; k++) {
            double held = StrictMath.min(3, StrictMath.max(-2, x[k]));
            assertEquals(StrictMath.pow(held / 3, 15), phi[0][k], 1e-14);
            assertEquals(1 - held, phi[1][k], 1e-14);
        }
    }
}
