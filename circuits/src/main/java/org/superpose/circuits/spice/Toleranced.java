package org.superpose.circuits.spice;

import java.util.Map;

/**
 * A model whose card states tolerances.
 *
 * @param name       of the model
 * @param type       {@code npn}, {@code r}
 * @param nominal    its parameters that have one
 * @param tolerances of them
 */
record Toleranced(String name, String type, Map<String, Double> nominal, Map<String, Tolerance> tolerances) {
}
