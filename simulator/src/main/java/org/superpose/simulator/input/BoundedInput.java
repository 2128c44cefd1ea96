package org.superpose.simulator.input;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Files of strangers, read within bounds; gzip is inflated on the way, and a file that inflates beyond reason is refused. */
public final class BoundedInput {
    /** No honest table shrinks so much: DEFLATE reaches 1032 at most, on one repeated byte. */
    static final long LARGEST_RATIO = 250;
    /** Below this many inflated bytes the ratio is not looked at [byte]. */
    static final long HARMLESS = 8L << 20;

    private BoundedInput() {
    }

    /**
     * Opens a file; gzip (known by its first two bytes) is inflated. The stream throws {@link InputException} where the file is too
     * large, inflates beyond {@code maxInflated} or 250-fold, is damaged or cannot be read.
     *
     * @param maxBytes    bytes of the file itself that are still taken
     * @param maxInflated bytes after inflation that are still taken
     */
    public static InputStream open(Path file, long maxBytes, long maxInflated) {
        InputStream raw = null;
        try {
            requireFile(file);
            Counted compressed = new Counted(Files.newInputStream(file), file, maxBytes, "is larger than " + size(maxBytes) + "; make it smaller");
            raw = compressed;
            BufferedInputStream buffered = new BufferedInputStream(compressed, 1 << 16);
            buffered.mark(2);
            boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
            buffered.reset();
            if (gzip) {
                return new Inflated(new GZIPInputStream(buffered, 1 << 16), file, maxInflated, compressed);
            }
            if (file.toString().endsWith(".gz")) {
                throw new InputException(file, "is not gzip although its name ends in .gz; compress it or rename it");
            }
            return buffered;
        } catch (IOException | InputException e) {
            close(raw);
            throw e instanceof InputException wrong ? wrong : unreadable(file, (IOException) e);
        }
    }

    /** The whole of a (plain or gzip) file as text; what is not UTF-8 is refused, a byte order mark dropped. */
    public static String text(Path file, long maxBytes) {
        byte[] bytes;
        try (InputStream in = open(file, maxBytes, maxBytes)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(rest).toString();   // reports, does not replace
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < rest.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new InputException(file.toString(), line, 0, "is not UTF-8 text; save it as UTF-8", e);
        }
    }

    private static void requireFile(Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(file, "is a folder; expected a file");
        }
        if (!Files.exists(file)) {
            throw new InputException(file, "no such file; check the name and the folder");
        }
        if (!Files.isRegularFile(file)) {
            throw new InputException(file, "is not a regular file; expected a file with contents");
        }
    }

    private static InputException unreadable(Path file, IOException e) {
        String what = e instanceof NoSuchFileException ? "no such file; check the name and the folder"
                : "cannot be read (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + "); it may be cut short or damaged";
        return new InputException(file.toString(), 0, 0, what, e);
    }

    private static void close(InputStream in) {
        if (in != null) {
            try {
                in.close();
            } catch (IOException e) {
                // nothing was written, so nothing is lost; the error that brought us here matters more
            }
        }
    }

    private static String size(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : bytes + " bytes";
    }

    /** Counts what passes and refuses more than a bound. */
    private static class Counted extends FilterInputStream {
        private final Path file;
        private final long most;
        private final String refusal;
        private long count;   // bytes passed so far

        Counted(InputStream in, Path file, long most, String refusal) {
            super(in);
            this.file = file;
            this.most = most;
            this.refusal = refusal;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n;
            try {
                n = in.read(into, offset, length);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
            count += Math.max(0, n);
            if (count > most) {
                throw new InputException(file, refusal);
            }
            return n;
        }

        @Override
        public long skip(long bytes) throws IOException {   // by reading, so that nothing escapes the count
            byte[] waste = new byte[(int) Math.min(Math.max(0, bytes), 1 << 13)];
            return Math.max(0, read(waste, 0, waste.length));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** Inflated bytes, with a bound on how many there are for each byte of the file. */
    private static final class Inflated extends Counted {
        private final Counted compressed;
        private final Path path;

        Inflated(InputStream in, Path file, long most, Counted compressed) {
            super(in, file, most, "inflates to more than " + size(most) + "; make it smaller");
            this.compressed = compressed;
            this.path = file;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            if (super.count > HARMLESS && super.count > LARGEST_RATIO * compressed.count) {
                throw new InputException(path, "inflates more than " + LARGEST_RATIO + "-fold, as a gzip bomb does; pack real data");
            }
            return n;
        }
    }
}
