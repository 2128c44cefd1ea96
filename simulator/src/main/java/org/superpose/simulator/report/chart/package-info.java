/**
 * Figures: panels of lines, points, bars and images, written as PNG, SVG and the CSV that was plotted.
 * <p>May use: JFreeChart, Batik, commons-csv. May not use: anything of ours, so no word of networks or accuracy.
 * <p>A picture is the same for every default locale and machine clock; its text is set in the logical font SansSerif.
 * <p>A new kind of panel: implement {@link org.superpose.simulator.report.chart.Panel} and add it to {@code FigureLawsTest}.
 */
package org.superpose.simulator.report.chart;
