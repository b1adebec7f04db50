package dev.crossfire.maven;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.testkit.PlantedVerdict;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** An installation whose launcher notes where and with which arguments it starts, and then does what a test says. */
record ScriptedCrossfire(Path home) {
    /** Writes the launcher; {@code $1} is the command, {@code $2} its scenario or run, {@code $out} the value of --out. */
    static ScriptedCrossfire in(Path home, String... lines) throws IOException {
        Files.createDirectories(home);
        Path program = home.resolve("crossfire");
        Files.writeString(
                program,
                "#!/bin/sh\nprintf '%s\\n' \"$PWD\" >'" + home.resolve("directory") + "'\n"
                        + "printf '%s ' \"$@\" >>'" + home.resolve("commands") + "'\necho >>'"
                        + home.resolve("commands")
                        + "'\nout=; previous=\nfor one; do [ \"$previous\" = --out ] && out=$one; previous=$one; done\n"
                        + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new ScriptedCrossfire(home);
    }

    /** What a launcher does that answers with a sample's verdict. */
    static String answer(Path folder, SampleRun sample, int exitCode) throws IOException {
        RunDirectory run = sample.write(folder.resolve("planted-" + sample));
        return "cp '" + run.verdictFile() + "' \"$out\"; exit " + exitCode;
    }

    /** What a launcher does that answers with an outcome of no sample. */
    static String answer(Path folder, RunOutcome outcome) throws IOException {
        RunDirectory run = SampleRun.PASS.write(folder.resolve("planted-" + outcome));
        new PlantedVerdict(outcome).fault("writer-lost").write(run);
        return "cp '" + run.verdictFile() + "' \"$out\"; exit " + outcome.exitCode();
    }

    /** Each command with its arguments, in the order of their starts. */
    List<String> commands() throws IOException {
        Path file = home.resolve("commands");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(String::strip).toList()
                : List.of();
    }

    Path directory() throws IOException {
        return Path.of(Files.readString(home.resolve("directory")).strip());
    }
}
