package dev.crossfire.evidence;

import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory that contains drills that repeat one scenario: {@code repeat.json}, a run directory a drill, and the
 * verdict on all.
 *
 * @param types of the settings in the drills' plans
 */
public record RepeatDirectory(Path path, SettingsTypes types) {
    private static final String DRILL = "drill-";

    /** Whether a folder is one. */
    public static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve("repeat.json"));
    }

    /** A file about all drills. */
    public Path file(String name) {
        return path.resolve(name);
    }

    private Path repeatFile() {
        return file("repeat.json");
    }

    public Path verdictFile() {
        return file("verdict.json");
    }

    /** The folder of a drill, counted from 1. */
    public RunDirectory drill(int number) {
        return new RunDirectory(file(DRILL + number), types);
    }

    /** The folders of the drills that began, in order. */
    public List<RunDirectory> drills() {
        List<RunDirectory> drills = new ArrayList<>();
        for (int i = 1; Files.isDirectory(drill(i).path()); i++) {
            drills.add(drill(i));
        }
        return drills;
    }

    /**
     * Writes the request down, before the first drill.
     *
     * @throws IOException when it cannot be written
     */
    public void write(Repeat repeat) throws IOException {
        JsonDocument.write(repeatFile(), repeat);
    }

    /** The request. */
    public Repeat repeat() throws IOException {
        Repeat repeat = JsonDocument.read(repeatFile(), text -> Json.read(text, Repeat.class));
        if (!repeat.schema().equals(Repeat.SCHEMA)) {
            throw new IOException(
                    repeatFile() + ": schema '" + repeat.schema() + "' is invalid; expected '" + Repeat.SCHEMA + "'");
        }
        return repeat;
    }

    /** The verdict on all drills. */
    public Verdict verdict() throws IOException {
        return JsonDocument.read(verdictFile(), text -> Json.read(text, Verdict.class));
    }

    /**
     * Writes the verdict on all drills, atomically.
     *
     * @throws IOException when it cannot be written; an older one is left as it was
     */
    public void write(Verdict verdict) throws IOException {
        JsonDocument.write(verdictFile(), verdict);
    }
}
