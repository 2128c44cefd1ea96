package org.superpose.simulator.bench;

import org.superpose.optics.wave.Wavefront;

/**
 * Light of one laser that interferes with itself and with nothing else.
 *
 * @param laser     whose light it is, counted from 0 in the order of the file
 * @param wavefront its field
 * @param sphere    radius [m] of the wave from the axis whose phase πr²/(λ·sphere) is too steep for the grid: the irradiance is right at each sample, and so is the phase without that wave's, but
 *                  the field cannot go further; infinite where the grid carries the field
 */
public record Component(int laser, Wavefront wavefront, double sphere) {
    /** Behind an element: the same laser, the same sphere. */
    Component with(Wavefront changed) {
        return new Component(laser, changed, sphere);
    }
}
