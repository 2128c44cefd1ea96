package org.superpose.optics.element;

import java.util.List;
import org.superpose.optics.wave.Opening;

/** The open part of an opaque screen. */
public interface Aperture {
    /** Whether a point is open [m]. */
    boolean contains(double x, double y);

    /** The open fraction of a rectangle [m], 0 to 1. */
    double openFraction(double left, double right, double bottom, double top);

    /** Opaque where this is open, and open elsewhere (Babinet). */
    default Aperture complement() {
        Aperture open = this;
        return new Aperture() {
            @Override
            public boolean contains(double x, double y) {
                return !open.contains(x, y);
            }

            @Override
            public double openFraction(double left, double right, double bottom, double top) {
                return 1 - open.openFraction(left, right, bottom, top);
            }
        };
    }

    private static boolean within(Opening opening, double position) {
        return Math.abs(position - opening.centre()) < opening.width() / 2;
    }

    /** Slits that are long in y and do not overlap. */
    record Slits(List<Opening> slits) implements Aperture {
        public Slits {
            slits = List.copyOf(slits);
            for (int s = 0; s < slits.size(); s++) {
                for (Opening other : slits.subList(0, s)) {
                    if (Math.abs(other.centre() - slits.get(s).centre()) < (other.width() + slits.get(s).width()) / 2) {
                        throw new IllegalArgumentException("slits: " + other + " and " + slits.get(s) + " overlap; join them into one");
                    }
                }
            }
        }

        @Override
        public boolean contains(double x, double y) {
            return slits.stream().anyMatch(slit -> within(slit, x));
        }

        @Override
        public double openFraction(double left, double right, double bottom, double top) {
            double open = 0;
            for (Opening slit : slits) {
                open += slit.overlap(left, right);
            }
            return open / (right - left);
        }
    }

    /** A rectangle, open in {@code x} and {@code y}. */
    record Rectangle(Opening x, Opening y) implements Aperture {
        @Override
        public boolean contains(double u, double v) {
            return within(x, u) && within(y, v);
        }

        @Override
        public double openFraction(double left, double right, double bottom, double top) {
            return x.overlap(left, right) / (right - left) * y.overlap(bottom, top) / (top - bottom);
        }
    }

    /** A circular hole. @param radius [m], above 0 @param x centre [m] @param y centre [m] */
    record Disc(double radius, double x, double y) implements Aperture {
        /** Strips of a cell on the rim: each is cut exactly in y, so its area is right to some 1e-3 of it. */
        private static final int STRIPS = 32;

        public Disc {
            if (!(radius > 0 && radius < Double.POSITIVE_INFINITY) || !Double.isFinite(x + y)) {
                throw new IllegalArgumentException("disc: the radius must be positive and all lengths finite [m], got radius " + radius + ", x " + x + ", y " + y);
            }
        }

        @Override
        public boolean contains(double u, double v) {
            return Math.hypot(u - x, v - y) < radius;
        }

        @Override
        public double openFraction(double left, double right, double bottom, double top) {
            double nearest = Math.hypot(distance(x, left, right), distance(y, bottom, top));
            double farthest = Math.hypot(Math.max(Math.abs(left - x), Math.abs(right - x)), Math.max(Math.abs(bottom - y), Math.abs(top - y)));
            if (nearest >= radius) {
                return 0;
            }
            if (farthest <= radius) {
                return 1;
            }
            double open = 0;
            for (int s = 0; s < STRIPS; s++) {
                double u = left + (s + 0.5) / STRIPS * (right - left) - x;
                double half = Math.sqrt(Math.max(0, radius * radius - u * u));
                open += Math.max(0, Math.min(top, y + half) - Math.max(bottom, y - half)) / (top - bottom) / STRIPS;
            }
            return open;
        }

        private static double distance(double point, double from, double to) {
            return Math.max(0, Math.max(from - point, point - to));
        }
    }
}
