package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellsCommandTest {
    @TempDir
    private Path folder;

    /** The page shows what the command draws. */
    @Test
    void drawsTheSchematicsOfThePage() throws IOException {
        CommandLineFixture line = new CommandLineFixture(folder);
        Path out = folder.resolve("cells");
        assertEquals(0, line.run("cells", "-o", out.toString()), line.err());
        List<String> drawn;
        try (Stream<Path> files = Files.list(out)) {
            drawn = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".svg")).sorted().toList();
        }
        assertTrue(drawn.size() >= 40, drawn.toString());
        String page = Files.readString(Path.of("..", "docs", "cells.md"));
        assertEquals(List.of(), drawn.stream().filter(name -> !page.contains("images/cells/" + name)).collect(Collectors.toList()));
        for (String name : drawn) {
            assertTrue(Files.isRegularFile(Path.of("..", "docs", "images", "cells", name)), name);
        }
        assertEquals(2, line.run("cells", "-o", out.toString()));
        assertEquals(0, line.run("cells", "--force", "-o", out.toString()), line.err());
    }
}
