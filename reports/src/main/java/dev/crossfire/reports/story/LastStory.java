package dev.crossfire.reports.story;

import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The story that was read last. Several formats show one run, one after the other, and its requests may be millions:
 * they are counted once.
 */
final class LastStory {
    /** What a story is read from; reports beside it change nothing. */
    private static final Pattern EVIDENCE = Pattern.compile(".*\\.(json|jsonl|bin)");

    private static @Nullable LastStory last;

    private final Map<Path, String> files;
    private final SoftReference<RunStory> story;

    private LastStory(Map<Path, String> files, RunStory story) {
        this.files = files;
        this.story = new SoftReference<>(story);
    }

    /** Reads a story. */
    interface Reading {
        RunStory read() throws IOException;
    }

    /** The last story if it is of this run and no file of it has changed since; else one that is read now. */
    static synchronized RunStory of(RunDirectory run, Reading reading) throws IOException {
        Map<Path, String> files = files(run);
        RunStory known = last == null || !last.files.equals(files) ? null : last.story.get();
        if (known != null) {
            return known;
        }
        RunStory story = reading.read();
        last = new LastStory(files, story);
        return story;
    }

    private static Map<Path, String> files(RunDirectory run) throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(run.path())) {
            for (Path file : all.toList()) {
                if (EVIDENCE.matcher(file.getFileName().toString()).matches()) {
                    BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                    files.put(
                            file.toAbsolutePath(),
                            seen.size() + " bytes of " + seen.lastModifiedTime() + ", file " + seen.fileKey());
                }
            }
        }
        return files;
    }
}
