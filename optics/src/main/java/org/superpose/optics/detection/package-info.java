/**
 * From light to numbers: photodiodes, balanced pairs, transimpedance amplifiers, integrate-and-dump, converters.
 * <p>Means are functions without chance; each noise is given as a variance, so that whoever draws it owns the random stream.
 * Noise densities are single-sided. May use: {@code optics.wave}.
 * <p>A new detector: a record of data-sheet numbers with its mean and its noise variances, each with its source.
 */
package org.superpose.optics.detection;
