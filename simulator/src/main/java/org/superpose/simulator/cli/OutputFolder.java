package org.superpose.simulator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.superpose.simulator.input.InputException;

/**
 * The folder that a command leaves behind: whole, or not at all. It is written under a hidden name beside its place and renamed at the end; when
 * the command fails or is interrupted, it vanishes again together with the parents that were made for it.
 */
final class OutputFolder implements AutoCloseable {
    /** A folder is ours, and {@code --force} may replace it, if it holds this file ... */
    static final String RESULTS = "results.json";
    /** ... and this key stands near the beginning of it. */
    static final String SIGNATURE = "superpose";
    private static final int NEAR = 1000;                            // bytes

    private final Path target;
    private final boolean replace;
    private final Deque<Path> parentsMade = new ArrayDeque<>();      // innermost first
    private final Thread atExit = new Thread(this::abandon, "remove unfinished output");
    private Path partial;
    private boolean abandoned;

    /**
     * Checks that the folder may be written, and writes nothing yet.
     *
     * @param wanted as the user named it
     * @param force  whether an older folder of ours may be replaced
     * @param input  the file that describes the run; it must not perish with the folder that is replaced
     */
    OutputFolder(Path wanted, boolean force, Path input) {
        try {
            target = real(wanted.toAbsolutePath().normalize());
            replace = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
            if (replace && !Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new InputException(wanted, "is not a folder; name another place with -o");
            }
            if (replace && !force) {
                throw new InputException(wanted, "exists already; name another folder with -o, or replace it with --force");
            }
            if (replace && !isOurs(target)) {
                throw new InputException(wanted, "is no folder of results that superpose wrote, so --force does not replace it; name another with -o");
            }
            if (replace && input.toRealPath().startsWith(target)) {
                throw new InputException(wanted, "holds " + input.getFileName() + " itself, so --force does not replace it; name another with -o");
            }
            Path ground = target.getParent();
            while (ground != null && !Files.exists(ground)) {
                ground = ground.getParent();
            }
            if (ground == null || !Files.isDirectory(ground) || !Files.isWritable(ground)) {
                throw new InputException(wanted, "cannot be made, because " + (ground == null ? "nothing" : ground)
                        + " is no folder that can be written to; name another with -o");
            }
        } catch (IOException e) {
            throw new InputException(wanted, "cannot be used as output folder (" + e.getMessage() + "); name another with -o");
        }
    }

    /** Where it will stand in the end. */
    Path target() {
        return target;
    }

    /** Writes the contents of a folder. */
    @FunctionalInterface
    interface Contents {
        void write(Path folder) throws IOException;
    }

    /** Writes everything under the hidden name, then puts it in its place. */
    void fill(Contents contents) throws IOException {
        try {
            contents.write(open());
            publish();
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                requireNotAbandoned();                               // else it may fail only because the folder was taken away
            }
            throw e;
        }
    }

    private synchronized Path open() throws IOException {
        requireNotAbandoned();
        Runtime.getRuntime().addShutdownHook(atExit);
        Deque<Path> missing = new ArrayDeque<>();
        for (Path p = target.getParent(); !Files.exists(p); p = p.getParent()) {
            missing.push(p);
        }
        for (Path parent : missing) {
            Files.createDirectory(parent);
            parentsMade.push(parent);
        }
        partial = hidden("partial");
        Files.createDirectory(partial);
        return partial;
    }

    private synchronized void publish() throws IOException {
        requireNotAbandoned();
        Path old = null;
        if (replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            old = hidden("old");
            Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString(), null, "was made by somebody else in the meantime");
        }
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (old != null) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        partial = null;
        parentsMade.clear();
        if (old != null) {
            delete(old);
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return;                                                  // the process is ending, and the hook sees to it
        }
        remove();
    }

    private synchronized void abandon() {
        abandoned = true;
        remove();
    }

    private synchronized void remove() {
        if (partial == null && parentsMade.isEmpty()) {
            return;
        }
        try {
            if (partial != null && Files.exists(partial)) {
                Path doomed = hidden("doomed");
                Files.move(partial, doomed, StandardCopyOption.ATOMIC_MOVE);   // whoever still writes into it, fails from here on
                delete(doomed);
            }
            for (Path parent : parentsMade) {
                Files.deleteIfExists(parent);
            }
        } catch (DirectoryNotEmptyException e) {
            // somebody else has put something into a parent, so it and those above stay
        } catch (IOException e) {
            System.err.println("superpose: " + partial + " could not be removed (" + e.getMessage() + "); delete it by hand");
        }
        partial = null;
        parentsMade.clear();
    }

    private void requireNotAbandoned() {
        if (abandoned) {
            throw new CancellationException("interrupted");
        }
    }

    private Path hidden(String kind) {
        String name = "." + target.getFileName() + "." + kind + "-" + ProcessHandle.current().pid();
        Path path = target.resolveSibling(name);
        for (int i = 2; Files.exists(path, LinkOption.NOFOLLOW_LINKS); i++) {
            path = target.resolveSibling(name + "-" + i);
        }
        return path;
    }

    /** The same place with the links on the way to it resolved, as far as it exists. */
    private static Path real(Path path) throws IOException {
        if (path.getFileName() == null || Files.exists(path)) {
            return path.toRealPath();
        }
        return real(path.getParent()).resolve(path.getFileName());
    }

    private static boolean isOurs(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isEmpty()) {
                return true;
            }
        }
        Path results = folder.resolve(RESULTS);
        if (!Files.isRegularFile(results, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var in = Files.newInputStream(results)) {
            return new String(in.readNBytes(NEAR), StandardCharsets.UTF_8).contains("\"" + SIGNATURE + "\"");
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {       // does not follow links
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
