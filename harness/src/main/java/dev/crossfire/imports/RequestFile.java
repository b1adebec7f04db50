package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import dev.crossfire.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the requests that a load tool has written to a file. */
public interface RequestFile {
    /** Takes what is read, in the order of the file. */
    interface Sink {
        /** One request. */
        void request(ImportedRequest request) throws IOException;

        /** The tool did not start what it should have: so many arrivals are missing from the load. */
        void dropped(long arrivals);
    }

    /** The format's name on the command line. */
    String name();

    /** Which file it is, for people. */
    String summary();

    /** What such a file does not show, a sentence each. */
    List<String> limits();

    /**
     * Reads a file from its beginning.
     *
     * @throws BadInputException with file and line of what cannot be read
     * @throws IOException when the file cannot be read at all, or the sink fails
     */
    void read(Path file, Sink to) throws IOException, BadInputException;

    /** What a reader says of a place that it cannot read. */
    static BadInputException refused(Path file, long line, String found, String expected) {
        return BadInputException.of(List.of(new Problem(file + ":" + line, found, expected, null)));
    }

    /** Every format. */
    static List<RequestFile> all() {
        return List.of(new K6Results(), new JmeterResults(), new GatlingLog());
    }

    /** Finds a format by its name. */
    static Optional<RequestFile> find(String name) {
        return all().stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Every name. */
    static List<String> names() {
        return all().stream().map(RequestFile::name).toList();
    }
}
