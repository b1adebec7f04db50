package dev.crossfire.run;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

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
