/**
 * From light to numbers: photodiodes, balanced pairs, cameras, transimpedance amplifiers, integrate-and-dump, low-passes, converters.
 * <p>Means are functions without chance. Each noise is given as a variance, so that whoever folds variances draws for himself; and each detector has {@code sample}, which draws
 * from the stream that it is given, in the order of nature: the laser's intensity (one draw for all detectors of one laser), photons counted with the dark current (Poisson; normal
 * above 10⁴), amplifier, low-pass (once), rails, converter. In time, white noise is drawn up to the Nyquist frequency and filtered once: drawn for the filter's bandwidth and then
 * filtered again it would come out too small.
 * <p>Noise densities are single-sided. May use: {@code optics.wave}.
 * <p>A new detector: a record of data-sheet numbers with its mean and its noise variances, each with its source; hold its draws to them in {@code ReceiverLawsTest}.
 */
package org.superpose.optics.detection;
