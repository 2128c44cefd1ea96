package org.superpose.simulator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.superpose.simulator.input.InputException;

/** Files beside each other that appear whole: all are written under hidden names before the first one gets its own. */
final class OutputFiles {
    private final Path folder;
    private final boolean replace;

    /**
     * @param first   the file that the user names; the others stand in its folder
     * @param replace whether files that are there may be replaced
     * @param input   what is read, which is never replaced
     */
    OutputFiles(Path first, boolean replace, Path input) {
        this.replace = replace;
        folder = first.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new InputException(first, "cannot be written, because " + folder + " is no folder that can be written to; name another file with -o");
        }
        try {
            if (Files.exists(first) && Files.isSameFile(first, input)) {
                throw new InputException(first, "is what is read; name another file with -o");
            }
        } catch (IOException e) {
            throw new InputException(first, "cannot be used as output (" + e.getMessage() + "); name another file with -o");
        }
        check(first);
    }

    private void check(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !(replace && Files.isRegularFile(file))) {
            throw new InputException(file, replace ? "is no file that could be replaced; name another one with -o" : "exists already; name another file with -o, or replace it with --force");
        }
    }

    /** Writes texts by the names of their files. */
    void write(Map<String, String> texts) throws IOException {
        texts.keySet().forEach(name -> check(folder.resolve(name)));
        Map<Path, Path> hidden = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path partial = Files.createTempFile(folder, "." + text.getKey() + ".partial-", "");
                partial.toFile().deleteOnExit();
                hidden.put(partial, folder.resolve(text.getKey()));
                Files.delete(partial);                           // its rights are for nobody else; a new file has the usual ones
                Files.writeString(partial, text.getValue(), StandardCharsets.UTF_8);
            }
            for (Map.Entry<Path, Path> file : hidden.entrySet()) {
                Files.move(file.getKey(), file.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            for (Path partial : hidden.keySet()) {
                Files.deleteIfExists(partial);
            }
        }
    }
}
