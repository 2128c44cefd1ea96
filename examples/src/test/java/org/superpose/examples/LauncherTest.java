package org.superpose.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The launcher in a copy of the project's outline, with a stand-in for java that prints what it is given and one for mvn that
 * writes a line instead of a jar. The search path holds these two and the few tools of POSIX that the launcher may use.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final List<String> TOOLS = List.of(
            "awk", "cat", "cp", "dirname", "find", "grep", "ls", "mkdir", "mv", "readlink", "rm", "rmdir", "sed", "sleep", "touch", "uname");
    private static final String JAVA = """
            #!/bin/sh
            case $1 in
                -version) echo "openjdk version \\"$FAKE_JAVA\\" 2026-01-01" >&2 ;;
                --list-modules) echo jdk.compiler@17 ;;
                *) printf '<%s>' "$@"; exit "$FAKE_EXIT" ;;
            esac
            """;
    private static final String MAVEN = """
            #!/bin/sh
            if [ "$1" = -v ]; then echo "Apache Maven $FAKE_MAVEN"; exit 0; fi
            echo "talkative Maven in $PWD"
            echo build >>builds
            echo "$LC_ALL" >locale
            sleep "$FAKE_BUILD_SECONDS"
            [ -f broken ] && exit 1
            mkdir -p simulator/target && echo jar >simulator/target/x-runnable.jar
            """;

    @TempDir
    private Path scratch;
    private Path project;
    private Path bin;
    private Map<String, String> environment;
    private List<String> shell = List.of("/bin/sh");

    private record Outcome(int exit, String out, String err) {
    }

    @BeforeEach
    void outlineOfTheProject() throws IOException {
        project = Files.createDirectories(scratch.resolve("a folder, of ours"));
        Files.copy(Path.of("..", "superpose"), project.resolve("superpose"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String file : List.of("pom.xml", "LICENSE", "NOTICE", "licenses/one", "circuits/pom.xml", "circuits/src/main/A",
                "optics/pom.xml", "optics/src/main/B", "simulator/pom.xml", "simulator/src/main/C", "simulator/src/main/D")) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.writeString(project.resolve(file), file);
        }
        bin = Files.createDirectories(scratch.resolve("bin"));
        for (String tool : TOOLS) {
            script(tool, "#!/bin/sh\nexec " + onPath(tool) + " \"$@\"\n");
        }
        script("java", JAVA);
        script("mvn", MAVEN);
        environment = new TreeMap<>(Map.of("PATH", bin.toString(), "FAKE_JAVA", "17.0.15", "FAKE_EXIT", "0",
                "FAKE_MAVEN", "3.8.7", "FAKE_BUILD_SECONDS", "0"));
    }

    /** Each shell of this machine once: sh is another name of one of them. */
    static Stream<String> shells() throws IOException {
        Map<Path, String> found = new TreeMap<>();
        for (String name : List.of("sh", "dash", "bash", "ksh", "busybox")) {
            if (find(name) != null) {
                found.putIfAbsent(find(name).toRealPath(), name);
            }
        }
        return found.values().stream();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void firstUseBuildsAndEveryUsePassesArgumentsAndExitCodeThrough(String name) throws Exception {
        use(name);
        environment.put("FAKE_EXIT", "3");
        Outcome first = finish(start(project, "./superpose", "run", "two words", "", "*", "-o=$HOME"));
        assertEquals(3, first.exit(), first.err());
        assertTrue(first.out().endsWith("superpose.jar><run><two words><><*><-o=$HOME>"), first.out());
        assertFalse(first.out().contains("talkative"), "what Maven says is no part of the result");
        assertTrue(first.err().startsWith("building superpose (first use)"), first.err());

        Outcome second = finish(start(project, "./superpose", "--version"));
        assertEquals(3, second.exit());
        assertEquals("", second.err());
        assertEquals(1, builds());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void startsFromAnyFolderThroughAnyChainOfLinks(String name) throws Exception {
        use(name);
        Path elsewhere = Files.createDirectories(scratch.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("inner -> link"), Path.of("../" + project.getFileName() + "/superpose"));
        Files.createSymbolicLink(elsewhere.resolve("outer"), elsewhere.resolve("inner -> link"));
        Files.createSymbolicLink(scratch.resolve("top"), Path.of("else where/outer"));

        Outcome outcome = finish(start(elsewhere, "../top", "x"));
        assertEquals(0, outcome.exit(), outcome.err());
        assertTrue(outcome.out().contains(project.toRealPath() + "/.superpose/superpose.jar><x>"), outcome.out());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void startsAtTheSameTimeBuildOnce(String name) throws Exception {
        use(name);
        environment.put("FAKE_BUILD_SECONDS", "1");
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(start(project, "./superpose"));
        }
        for (Process one : all) {
            assertEquals(0, finish(one).exit());
        }
        assertEquals(1, builds());
        assertFalse(Files.exists(project.resolve(".superpose/lock")));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void locksOfDeadProcessesAreBroken(String name) throws Exception {
        use(name);
        Process dead = start(project, "./superpose");
        finish(dead);
        Files.delete(project.resolve(".superpose/superpose.jar"));
        Path lock = Files.createDirectory(project.resolve(".superpose/lock"));
        String machine = finish(startRaw(project, List.of(bin.resolve("uname").toString(), "-n"))).out().strip();
        Files.writeString(lock.resolve("owner"), dead.pid() + " " + machine + "\n");

        Outcome outcome = finish(start(project, "./superpose"));
        assertEquals(0, outcome.exit(), outcome.err());
        assertEquals(2, builds());
        assertFalse(Files.exists(lock));
    }

    @Test
    void changedAddedAndDeletedSourcesBuildAnew() throws Exception {
        finish(start(project, "./superpose"));
        Files.writeString(project.resolve("circuits/src/main/A"), "changed");
        assertTrue(finish(start(project, "./superpose")).err().startsWith("building superpose (sources changed)"));
        Files.delete(project.resolve("simulator/src/main/D"));
        finish(start(project, "./superpose"));
        Files.writeString(project.resolve("optics/src/main/E"), "added");
        finish(start(project, "./superpose"));
        finish(start(project, "./superpose"));
        assertEquals(4, builds());
    }

    /** In the C locale Java reads file names as ASCII, so that Maven would fail in a folder named é. */
    @Test
    void plainLocaleBecomesUtf8AndAnyOtherStays() throws Exception {
        finish(start(project, "./superpose"));
        assertEquals("C.UTF-8", Files.readString(project.resolve("locale")).strip());
        Files.writeString(project.resolve("pom.xml"), "changed");
        environment.put("LANG", "en_GB.UTF-8");
        finish(start(project, "./superpose"));
        assertEquals("", Files.readString(project.resolve("locale")).strip());
    }

    @Test
    void failedBuildsShowWhatMavenSaidAndLeaveNoJar() throws Exception {
        Files.createFile(project.resolve("broken"));
        Outcome broken = finish(start(project, "./superpose"));
        assertEquals(1, broken.exit());
        assertEquals("", broken.out());
        assertTrue(broken.err().contains("talkative Maven") && broken.err().contains("superpose: the build failed"), broken.err());

        Files.delete(project.resolve("broken"));
        assertEquals(0, finish(start(project, "./superpose")).exit());
        assertEquals(2, builds());
    }

    @Test
    void missingAndOldToolsAreOneLineAndExitTwo() throws Exception {
        environment.put("FAKE_MAVEN", "3.6.3");
        refuses("Maven 3.8 or newer is needed, but mvn is 3.6.3");
        Files.delete(bin.resolve("mvn"));
        refuses("no mvn found");
        for (String old : List.of("1.8.0_292", "11.0.2", "16")) {
            environment.put("FAKE_JAVA", old);
            refuses("Java 17 or newer is needed, but " + bin.resolve("java") + " is " + old);
        }
        Files.delete(bin.resolve("java"));
        refuses("no java found");
        environment.put("JAVA_HOME", "/no/where");
        refuses("JAVA_HOME is /no/where");
        assertFalse(Files.exists(project.resolve("builds")));
    }

    @Test
    void whatIsBuiltRunsWithoutMavenOnNewerJavaToo() throws Exception {
        finish(start(project, "./superpose"));
        Files.delete(bin.resolve("mvn"));
        environment.put("FAKE_JAVA", "26-ea");
        Path home = Files.createDirectories(scratch.resolve("jdk/bin"));
        Files.move(bin.resolve("java"), home.resolve("java"));
        environment.put("JAVA_HOME", home.getParent().toString());
        assertEquals(0, finish(start(project, "./superpose")).exit());
    }

    private void refuses(String message) throws Exception {
        Outcome outcome = finish(start(project, "./superpose"));
        assertEquals(2, outcome.exit(), outcome.err());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().startsWith("superpose: " + message), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    private void use(String name) throws IOException {
        shell = List.of(find(name).toString());
        if (name.equals("busybox")) {                               // its own sh with its own tools, nothing of GNU's
            shell = List.of(find(name).toString(), "sh");
            for (String tool : TOOLS) {
                script(tool, "#!/bin/sh\nexec " + find(name) + " " + tool + " \"$@\"\n");
            }
        }
    }

    private Process start(Path folder, String... command) throws IOException {
        List<String> line = new ArrayList<>(shell);
        line.addAll(List.of(command));
        return startRaw(folder, line);
    }

    private Process startRaw(Path folder, List<String> line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome finish(Process process) throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher still runs after a minute");
        }
        return new Outcome(process.exitValue(), new String(process.getInputStream().readAllBytes(), UTF_8),
                new String(process.getErrorStream().readAllBytes(), UTF_8));
    }

    private long builds() throws IOException {
        return Files.readAllLines(project.resolve("builds")).size();
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(bin.resolve(name), text);
        assertTrue(file.toFile().setExecutable(true));
    }

    private static Path onPath(String tool) {
        Path found = find(tool);
        assertTrue(found != null, () -> tool + " is not on the search path");
        return found;
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable).findFirst().orElse(null);
    }
}
