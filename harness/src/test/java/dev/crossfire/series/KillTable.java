package dev.crossfire.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/** The table of a matrix, on disk after every trial, so that a matrix that was broken off goes on where it was. */
final class KillTable {
    private final Path file;

    private KillTable(Path file) {
        this.file = file;
    }

    /**
     * Begins one, or goes on with the one that is there.
     *
     * @throws IOException when what is there is another matrix
     */
    static KillTable of(Path folder, long seed, List<String> fixtures, List<KillWay> ways) throws IOException {
        String title = "Seed " + seed + "; " + ways.stream().map(KillWay::word).collect(Collectors.joining(", "))
                + "; scenarios: " + String.join(", ", fixtures);
        Path file = folder.resolve("table.md");
        if (!Files.exists(file)) {
            Files.writeString(file, title + "\n\n" + KillRow.HEAD);
        }
        String there = Files.readAllLines(file).get(0);
        if (!there.equals(title)) {
            throw new IOException(file + " holds another matrix: found '" + there + "', expected '" + title
                    + "'; delete " + folder + " or give another with -Dcrossfire.matrix=DIR");
        }
        return new KillTable(file);
    }

    void add(KillRow row) throws IOException {
        Files.writeString(file, row.line() + "\n", StandardOpenOption.APPEND);
    }

    /** One for each trial, in order. */
    List<String> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .skip(2 + KillRow.HEAD.lines().count())
                .toList();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
