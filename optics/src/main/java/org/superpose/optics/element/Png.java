package org.superpose.optics.element;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as devices load them. */
final class Png {
    private Png() {
    }

    static byte[] bytes(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);                // memory does not fail
        }
        return bytes.toByteArray();
    }

    /**
     * A picture whose size was compared before any of it is unpacked.
     * @param who     the device, for the message
     * @param columns of the device
     * @param rows    of the device
     */
    static BufferedImage read(byte[] png, String who, int columns, int rows) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width == columns && height == rows) {
                return reader.read(0);
            }
            throw new IOException(String.format(Locale.ROOT, "it has %d x %d pixels", width, height));
        } catch (IOException | RuntimeException broken) {          // Java's reader throws either at broken files
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s: no PNG picture of %d x %d pixels (%s); save it again in the device's size", who, columns, rows,
                    Objects.requireNonNullElse(broken.getMessage(), "it is broken")), broken);
        } finally {
            reader.dispose();
        }
    }
}
