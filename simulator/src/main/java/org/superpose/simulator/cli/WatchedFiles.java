package org.superpose.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files as they stood when they were added; tells when one of them has changed, vanished or appeared. It looks at them now and then, which works on every file system. */
final class WatchedFiles {
    private static final long PAUSE = 200;                     // [ms]

    private final Map<Path, String> stamps = new LinkedHashMap<>();

    /** @param first of the files */
    WatchedFiles(Path first) {
        add(first);
    }

    /** Adds a file as it stands now. */
    void add(Path file) {
        stamps.put(file, stamp(file));
    }

    /** Returns as soon as a file is not any more as it was. */
    void awaitChange() throws InterruptedException {
        while (!changed()) {
            Thread.sleep(PAUSE);
        }
    }

    private boolean changed() {
        return stamps.entrySet().stream().anyMatch(entry -> !entry.getValue().equals(stamp(entry.getKey())));
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "absent";
        }
    }
}
