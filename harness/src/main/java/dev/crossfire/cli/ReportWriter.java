package dev.crossfire.cli;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The report formats on the class path. */
final class ReportWriter {
    private final List<Format> all = ServiceLoader.load(Format.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Format::name))
            .toList();

    /** Their names, sorted. */
    List<String> names() {
        return all.stream().map(Format::name).toList();
    }

    /** Writes every report of a run. */
    void write(RunDirectory run) throws IOException {
        for (Format format : all) {
            format.write(run);
        }
    }

    /** Writes every report of repeated drills. */
    void write(RepeatDirectory drills) throws IOException {
        for (Format format : all) {
            format.write(drills);
        }
    }

    /** Those of the given names; every one when no name is given. */
    List<Format> formats(List<String> names) {
        return all.stream()
                .filter(format -> names.isEmpty() || names.contains(format.name()))
                .toList();
    }
}
