package org.superpose.simulator.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis of few decades: where their powers alone would be one label or two, 2 and 5 times them are labelled too. */
final class ShortLogAxis extends LogAxis {
    private static final long serialVersionUID = 1;
    private static final double EDGE = 1e-9;            // of a value: what rounding may put beside the end of the range

    ShortLogAxis(String label) {
        super(label);
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        return ticks(edge == RectangleEdge.TOP ? TextAnchor.BOTTOM_CENTER : TextAnchor.TOP_CENTER);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        return ticks(edge == RectangleEdge.RIGHT ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT);
    }

    private List<NumberTick> ticks(TextAnchor anchor) {
        List<NumberTick> ticks = new ArrayList<>();
        double low = getRange().getLowerBound() * (1 - EDGE);
        double high = getRange().getUpperBound() * (1 + EDGE);
        for (int decade = (int) Math.floor(Math.log10(low)); Math.pow(10, decade) <= high; decade++) {
            for (int times = 1; times < 10; times++) {
                double value = times * Math.pow(10, decade);
                boolean labelled = times == 1 || times == 2 || times == 5;
                if (value >= low && value <= high) {
                    ticks.add(new NumberTick(labelled ? TickType.MAJOR : TickType.MINOR, value, labelled ? Ticks.text(value) : "", anchor, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
