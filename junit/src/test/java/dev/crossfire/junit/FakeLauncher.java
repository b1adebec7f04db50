package dev.crossfire.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A launcher that notes its arguments, plays a verdict and exits.
 *
 * @param home the folder of the launcher
 */
record FakeLauncher(Path home) {
    /** Answers with a verdict and its exit code. */
    static FakeLauncher withVerdict(Path home, String verdict, int exitCode) throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("planted.json"), verdict);
        return script(
                home,
                "echo '  0:05  120/s  writer-lost injected' >&2",
                "echo '  the verdict on a screen'",
                "cp '" + home.resolve("planted.json") + "' \"$out/verdict.json\"",
                "exit " + exitCode);
    }

    /** Ends without a verdict. */
    static FakeLauncher refusing(Path home, String message, int exitCode) throws IOException {
        return script(home, "echo '" + message + "' >&2", "exit " + exitCode);
    }

    /** Runs until its input ends, and then notes that it has healed. */
    static FakeLauncher untilItsInputEnds(Path home) throws IOException {
        return script(
                home,
                "echo begun >'" + home.resolve("begun") + "'",
                "cat >/dev/null",
                "echo healed >'" + home.resolve("healed") + "'",
                "exit 4");
    }

    private static FakeLauncher script(Path home, String... lines) throws IOException {
        Files.createDirectories(home);
        Path program = home.resolve("crossfire");
        Files.writeString(
                program,
                "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + home.resolve("arguments") + "'\n"
                        + "out=; previous=\nfor one; do [ \"$previous\" = --out ] && out=$one; previous=$one; done\n"
                        + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new FakeLauncher(home);
    }

    /** The arguments of its start, and of those before. */
    List<String> arguments() throws IOException {
        return Files.readAllLines(home.resolve("arguments"));
    }

    boolean hasBegun() {
        return Files.exists(home.resolve("begun"));
    }

    boolean hasHealed() {
        return Files.exists(home.resolve("healed"));
    }
}
