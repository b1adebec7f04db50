package dev.crossfire.run;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** The report formats on the class path. */
public final class ReportWriter {
    private final List<Format> all = ServiceLoader.load(Format.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Format::name))
            .toList();

    /** Their names, sorted. */
    public List<String> names() {
        return all.stream().map(Format::name).toList();
    }

    /**
     * Removes what earlier reports left in a folder, so that none stays that says what no verdict says any more.
     *
     * @param names of formats; every one when no name is given
     * @throws IOException when a file cannot be removed
     */
    public void remove(Path folder, List<String> names) throws IOException {
        for (Format format : formats(names)) {
            removeAll(folder.resolve(format.fileName()));
        }
    }

    private static void removeAll(Path written) throws IOException {
        if (!Files.isDirectory(written)) {
            delete(written);
            return;
        }
        try (Stream<Path> inside = Files.walk(written)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                delete(file);
            }
        }
    }

    private static void delete(Path written) throws IOException {
        try {
            Files.deleteIfExists(written);
        } catch (IOException stuck) {
            throw new IOException(
                    written + " cannot be removed, so it still shows an earlier verdict: " + stuck.getMessage(), stuck);
        }
    }

    /** Writes every report of a run. */
    public void write(RunDirectory run) throws IOException {
        for (Format format : all) {
            format.write(run);
        }
    }

    /** Writes every report of repeated drills. */
    public void write(RepeatDirectory drills) throws IOException {
        for (Format format : all) {
            format.write(drills);
        }
    }

    /** Those of the given names; every one when no name is given. */
    public List<Format> formats(List<String> names) {
        return all.stream()
                .filter(format -> names.isEmpty() || names.contains(format.name()))
                .toList();
    }
}
