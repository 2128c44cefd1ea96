package org.superpose.simulator.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** One plot: what is drawn, and the numbers drawn. */
public interface Panel {
    /** Draws into {@code area} [px]; text sizes are made for figures 1600 px wide. */
    void draw(Graphics2D graphics, Rectangle2D area);

    /** The height [px] that suits it where it is {@code width} [px] wide. */
    default int height(int width) {
        return width > 1000 ? 900 : 700;
    }

    /** The plotted numbers. */
    Table data();
}
