package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.simulator.input.InputException;

class OutputFolderTest {
    @TempDir
    private Path ground;
    private Path yaml;

    @BeforeEach
    void anInput() throws IOException {
        yaml = Files.writeString(ground.resolve("e.yaml"), "a: 1");
    }

    @Test
    void appearsWholeAndOnlyAtTheEnd() throws IOException {
        Path target = ground.resolve("runs/deep/one");
        try (OutputFolder folder = new OutputFolder(target, false, yaml)) {
            assertEquals(List.of("e.yaml"), names(ground), "checking writes nothing");
            folder.fill(partial -> {
                Files.writeString(Files.createDirectory(partial.resolve("plots")).resolve("a.csv"), "1");
                assertFalse(Files.exists(target));
            });
        }
        assertEquals("1", Files.readString(target.resolve("plots/a.csv")));
        assertEquals(List.of("one"), names(target.getParent()), "no hidden rest");
    }

    @Test
    void vanishesWithTheParentsMadeForItUnlessPublished() throws IOException {
        Files.createDirectory(ground.resolve("runs"));
        try (OutputFolder folder = new OutputFolder(ground.resolve("runs/deep/one"), false, yaml)) {
            assertThrows(IOException.class, () -> folder.fill(OutputFolderTest::fillThenFail));
        }
        assertEquals(List.of("e.yaml", "runs"), names(ground));
        assertEquals(List.of(), names(ground.resolve("runs")), "what was there before stays, what was made goes");
    }

    @Test
    void aParentIntoWhichSomebodyElsePutSomethingStays() throws IOException {
        try (OutputFolder folder = new OutputFolder(ground.resolve("runs/one"), false, yaml)) {
            assertThrows(IOException.class, () -> folder.fill(partial -> {
                Files.writeString(ground.resolve("runs/note"), "mine");
                fillThenFail(partial);
            }));
        }
        assertEquals(List.of("note"), names(ground.resolve("runs")));
    }

    @Test
    void anExistingFolderNeedsForceAndOursIsReplacedWhole() throws IOException {
        Path target = Files.createDirectory(ground.resolve("one"));
        Files.writeString(target.resolve("results.json"), "{\"superpose\": \"0.1.0\"}");
        Files.writeString(target.resolve("stale"), "1");
        refused(target, false, "exists already; name another folder with -o, or replace it with --force");
        try (OutputFolder folder = new OutputFolder(target, true, yaml)) {
            folder.fill(partial -> {
                Files.writeString(partial.resolve("fresh"), "2");
                assertEquals(List.of("results.json", "stale"), names(target), "the old one stays until the new one is whole");
            });
        }
        assertEquals(List.of("fresh"), names(target));
        assertEquals(List.of("e.yaml", "one"), names(ground));
    }

    @Test
    void aFailedReplacementLeavesTheOldFolder() throws IOException {
        Path target = Files.createDirectory(ground.resolve("one"));
        Files.writeString(target.resolve("results.json"), "{\"superpose\": \"0.1.0\"}");
        try (OutputFolder folder = new OutputFolder(target, true, yaml)) {
            assertThrows(IOException.class, () -> folder.fill(OutputFolderTest::fillThenFail));
        }
        assertEquals(List.of("results.json"), names(target));
        assertEquals(List.of("e.yaml", "one"), names(ground));
    }

    @Test
    void forceDoesNotReplaceWhatIsNotOurs() throws IOException {
        Path precious = Files.createDirectory(ground.resolve("thesis"));
        Files.writeString(precious.resolve("thesis.tex"), "x");
        String foreign = "is no folder of results that superpose wrote, so --force does not replace it; name another with -o";
        refused(precious, true, foreign);
        Files.writeString(precious.resolve("results.json"), "{\"jmh\": 1}");
        refused(precious, true, foreign);
        refused(yaml, true, "is not a folder; name another place with -o");
        Path ours = Files.createDirectory(ground.resolve("ours"));
        Files.writeString(ours.resolve("results.json"), "{\"superpose\": \"0.1.0\"}");
        Path inside = Files.writeString(ours.resolve("e.yaml"), "a: 1");
        String message = assertThrows(InputException.class, () -> new OutputFolder(ours, true, inside)).getMessage();
        assertEquals(ours + ": holds e.yaml itself, so --force does not replace it; name another with -o", message);
    }

    @Test
    void anEmptyFolderMayBeFilledWithForce() throws IOException {
        Path target = Files.createDirectory(ground.resolve("one"));
        try (OutputFolder folder = new OutputFolder(target, true, yaml)) {
            folder.fill(partial -> Files.writeString(partial.resolve("fresh"), "2"));
        }
        assertEquals(List.of("fresh"), names(target));
    }

    @Test
    void aLinkToOursIsFollowedAndALinkToNothingRefused() throws IOException {
        Path ours = Files.createDirectory(ground.resolve("ours"));
        Files.writeString(ours.resolve("results.json"), "{\"superpose\": \"0.1.0\"}");
        Path link = ground.resolve("link");
        Path dangling = ground.resolve("dangling");
        try {
            Files.createSymbolicLink(link, ours);
            Files.createSymbolicLink(dangling, ground.resolve("nowhere"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links here");
        }
        try (OutputFolder folder = new OutputFolder(link, true, yaml)) {
            folder.fill(partial -> Files.writeString(partial.resolve("fresh"), "2"));
        }
        assertEquals(List.of("fresh"), names(ours));
        assertTrue(Files.isSymbolicLink(link));
        refused(dangling, true, "is not a folder; name another place with -o");
    }

    @Test
    void aPlaceUnderAFileIsRefusedBeforeAnythingIsDone() {
        refused(yaml.resolve("x"), false, "cannot be made, because " + yaml + " is no folder that can be written to; name another with -o");
    }

    @Test
    void whatSomebodyElseMadeInTheMeantimeIsNotTouched() throws IOException {
        Path target = ground.resolve("one");
        try (OutputFolder folder = new OutputFolder(target, false, yaml)) {
            assertThrows(FileAlreadyExistsException.class,
                    () -> folder.fill(partial -> Files.writeString(Files.createDirectory(target).resolve("theirs"), "x")));
        }
        assertEquals(List.of("theirs"), names(target));
        assertEquals(List.of("e.yaml", "one"), names(ground));
    }

    private void refused(Path target, boolean force, String message) {
        assertEquals(target + ": " + message, assertThrows(InputException.class, () -> new OutputFolder(target, force, yaml)).getMessage());
    }

    private static void fillThenFail(Path partial) throws IOException {
        Files.writeString(partial.resolve("half"), "1");
        throw new IOException("disk full");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
