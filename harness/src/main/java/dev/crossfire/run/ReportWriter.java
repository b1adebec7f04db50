package dev.crossfire.run;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.FileTree;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the reports of runs. */
public final class ReportWriter {
    private final List<Format> all;

    /** A writer of all formats, those of plug-ins included. */
    public ReportWriter(Kinds kinds) {
        all = kinds.formats();
    }

    /** Their names, sorted. */
    public List<String> names() {
        return all.stream().map(Format::name).toList();
    }

    /**
     * Removes what earlier reports left in a folder, so that none stays that says what no verdict says any more.
     *
     * @param names of formats; every one, even one that is written only when asked for, when no name is given
     * @throws IOException when a file cannot be removed
     */
    public void remove(Path folder, List<String> names) throws IOException {
        for (Format format : names.isEmpty() ? all : formats(names)) {
            remove(folder.resolve(format.fileName()));
        }
    }

    private static void remove(Path written) throws IOException {
        try {
            FileTree.delete(written);
        } catch (IOException stuck) {
            throw new IOException(
                    written + " cannot be removed, so it still shows an earlier verdict: " + stuck.getMessage(), stuck);
        }
    }

    /** Writes the reports of a run that are written unasked. */
    public void write(RunDirectory run) throws IOException {
        write(run, List.of());
    }

    /** Writes the reports of a run with the given names; those that are written unasked when no name is given. */
    public void write(RunDirectory run, List<String> names) throws IOException {
        for (Format format : formats(names)) {
            format.write(run);
        }
    }

    /** Writes the reports of repeated drills that are written unasked. */
    public void write(RepeatDirectory drills) throws IOException {
        write(drills, List.of());
    }

    /** Writes the reports of repeated drills with the given names; those that are written unasked without a name. */
    public void write(RepeatDirectory drills, List<String> names) throws IOException {
        for (Format format : formats(names)) {
            format.write(drills);
        }
    }

    /** Those of the given names; those that are written unasked when no name is given. */
    public List<Format> formats(List<String> names) {
        return all.stream()
                .filter(format -> names.isEmpty() ? format.isDefault() : names.contains(format.name()))
                .toList();
    }

    /** The reports that are in a folder, by their format's name; absolute paths. */
    public Map<String, Path> written(Path folder) {
        Map<String, Path> written = new TreeMap<>();
        for (Format format : all) {
            Path report = folder.resolve(format.fileName()).toAbsolutePath().normalize();
            if (Files.exists(report)) {
                written.put(format.name(), report);
            }
        }
        return written;
    }

    /**
     * Refuses names of no format.
     *
     * @throws BadInputException naming all of them
     */
    public void requireKnown(List<String> names) throws BadInputException {
        List<String> unknown =
                names.stream().filter(name -> !names().contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new BadInputException(List.of("--format: " + String.join(", ", unknown)
                    + " is invalid; expected one of " + String.join(", ", names())));
        }
    }
}
