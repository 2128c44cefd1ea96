/**
 * Optical benches that a YAML file describes: light, stages in the order in which it meets them, detectors; run into pictures' data, readings with noise and the certificate of every distance.
 * <p>The physics lives in {@code org.superpose.optics}; here a file becomes a call of it, and what it refuses is located in the file. May use: {@code input, noise} and all of {@code optics}.
 * <p>A new element: a line in {@code ElementReader} (or {@code StageReader}, if it is more than one thing in one plane) that asks for its keys, a row in {@code docs/optics-bench.md}, and a
 * bench under {@code examples/optics} whose picture {@code ReadyBenchesTest} holds to a closed form.
 */
package org.superpose.simulator.bench;
