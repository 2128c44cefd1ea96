package org.superpose.optics.element;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Opening;

class ApertureTest {
    /** Some 8a/dx = 400 rim cells, each right to 1e-3 of a cell and of either sign: 0.02 cells. */
    @ParameterizedTest
    @ValueSource(ints = {64, 129})
    void areaOfADiscIsRightToASmallPartOfACell(int samples) {
        Grid grid = Grid.square(samples, 1e-3 / samples);
        double radius = 0.37e-3;
        assertEquals(Math.PI * radius * radius, openArea(Mask.of(grid, new Aperture.Disc(radius, 0.05e-3, -0.02e-3))), 5e-2 * grid.cell());
        Aperture rest = new Aperture.Disc(radius, 0.05e-3, -0.02e-3).complement();
        assertEquals(1e-6 - Math.PI * radius * radius, openArea(Mask.of(grid, rest)), 5e-2 * grid.cell());
    }

    @Test
    void slitsAreAsWideAsTheyShouldBeWhateverTheGrid() {
        Grid grid = new Grid(40, 3, 7e-6, 1e-6);
        Mask slits = Mask.of(grid, new Aperture.Slits(List.of(new Opening(-50e-6, 23e-6), new Opening(60e-6, 11e-6))));
        assertEquals(34e-6 * 3e-6, openArea(slits), 1e-20);
        Mask rectangle = Mask.of(grid, new Aperture.Rectangle(new Opening(10e-6, 33e-6), new Opening(0.2e-6, 1.3e-6)));
        assertEquals(33e-6 * 1.3e-6, openArea(rectangle), 1e-20);
        assertEquals(4, Mask.sharp(grid, new Aperture.Rectangle(new Opening(0, 29e-6), new Opening(0, 0.5e-6))).at(22, 1).re() * 4);
        assertEquals(0, Mask.sharp(grid, new Aperture.Rectangle(new Opening(0, 29e-6), new Opening(0, 0.5e-6))).at(23, 1).re());
        assertThrows(IllegalArgumentException.class, () -> new Aperture.Disc(-1, 0, 0));
    }

    /** Registration error e of a pitch: t′ = (1 − e) t_i + e t_{i−1}, in amplitude. */
    @Test
    void shiftedMaskShowsPartsOfNeighbours() {
        Grid grid = new Grid(5, 1, 10e-6, 10e-6);
        Mask mask = Mask.ofAmplitude(grid, new double[] {0, 1, -1, 0.5, 0});
        Mask moved = mask.moved(new Misalignment(2.5e-6, 0, 0));
        double[] got = new double[5];
        for (int i = 0; i < 5; i++) {
            got[i] = moved.at(i, 0).re();
        }
        assertArrayEquals(new double[] {0, 0.75, -0.5, 0.125, 0.125}, got, 1e-12);
    }

    @Test
    void quarterTurnTakesXToY() {
        Grid grid = Grid.square(5, 1e-6);
        double[] t = new double[25];
        t[2 * 5 + 4] = 1;                                                     // x = 2 steps, y = 0
        Mask turned = Mask.ofAmplitude(grid, t).moved(new Misalignment(0, 0, Math.PI / 2));
        assertEquals(1, turned.at(2, 4).re(), 1e-12);
        assertEquals(0, turned.at(4, 2).re(), 1e-12);
    }

    private static double openArea(Mask mask) {
        double area = 0;
        for (int j = 0; j < mask.grid().ny(); j++) {
            for (int i = 0; i < mask.grid().nx(); i++) {
                area += mask.at(i, j).re() * mask.grid().cell();
            }
        }
        return area;
    }
}
