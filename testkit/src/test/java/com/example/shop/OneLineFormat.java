package com.example.shop;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line a run, as for a chat. */
public final class OneLineFormat implements Format {
    @Override
    public String name() {
        return "one-line";
    }

    @Override
    public String fileName() {
        return "one-line.txt";
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        write(run.file(fileName()), run.verdict());
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        write(all.file(fileName()), all.verdict());
    }

    private static void write(Path file, Verdict verdict) throws IOException {
        // Texts of a scenario come from outside: only letters that mean nothing in a chat are shown.
        String scenario = verdict.scenario().replaceAll("[^a-zA-Z0-9-]", "");
        Files.writeString(file, verdict.outcome() + " " + scenario + "\n");
    }
}
