package org.superpose.simulator.electronic;

/**
 * A uniform ladder: equal resistors R in a row, at each node behind one a conductance g, of its own, to ground and a current that is drawn there. Nodes count from the open end; behind the last resistor the voltage is held. By Kirchhoff's law at a node the voltage v
 * below the held one obeys {@code (2 + gR) v(l) − v(l−1) − v(l+1) = R i(l)}, with {@code (1 + gR) v(1) − v(2) = R i(1)} at the open end and {@code v(n+1) = 0}. For equal conductances and currents that is solved by
 * {@code v(l) = i/g · (1 − cosh((l − ½)θ)/cosh((n + ½)θ))} with {@code cosh θ = 1 + gR/2}, and for g = 0 by {@code v(l) = i R (n(n + 1) − l(l − 1))/2}.
 */
final class Ladder {
    private Ladder() {
    }

    /**
     * v/R at each node for currents that differ, by elimination from the open end.
     *
     * @param product gR at each node, above −1/n²
     * @param current i at each node
     */
    static double[] solve(double[] product, double[] current) {
        int n = current.length;
        double[] v = current.clone();
        double[] pivot = new double[n];
        for (int l = 0; l < n; l++) {
            pivot[l] = l == 0 ? 1 + product[0] : 2 + product[l] - 1 / pivot[l - 1];
            if (l > 0) {
                v[l] += v[l - 1] / pivot[l - 1];
            }
        }
        for (int l = n - 1; l >= 0; l--) {
            v[l] = (v[l] + (l == n - 1 ? 0 : v[l + 1])) / pivot[l];
        }
        return v;
    }
}
