/**
 * What people look at: the report of an experiment as one HTML page, its numbers as CSV and JSON, its figures.
 * <p>May use: {@code experiment} and what it stands on, {@code photonic} for pictures of light. Only {@code cli} uses it.
 * <p>A new figure: a method of {@code ResultFigures} that makes a {@link org.superpose.simulator.report.chart.Figure} from a result; its caption says in one sentence what to see.
 */
package org.superpose.simulator.report;
