package dev.crossfire.run;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.FileTree;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chooses a new run's folder; one folder never contains two runs. */
public final class RunFolder {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmm");
    private static final int MOST_IN_A_MINUTE = 100;

    private RunFolder() {}

    /**
     * Makes the folder of a new run.
     *
     * @param requested where the user wants it; null for {@code runs/} here and a name from the time and the scenario
     * @throws BadInputException when the requested folder contains something already
     * @throws RunErrorException when the folder cannot be made or written
     */
    public static Path make(@Nullable Path requested, String scenario, Instant now)
            throws BadInputException, RunErrorException {
        try {
            Path folder = requested == null ? makeNamed(scenario, now) : makeRequested(requested);
            keepToTheOwner(folder);
            claim(folder);
            return folder;
        } catch (IOException unwritable) {
            throw new RunErrorException(
                    "the run's folder cannot be written: " + unwritable + "\n  Free some space, or use --out DIR.",
                    unwritable);
        }
    }

    /** A run's records may contain what users sent; file systems without such rights decide by themselves. */
    private static void keepToTheOwner(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Finds out now, not after ten minutes of load, whether it can be written, and takes it from a run that comes next. */
    private static void claim(Path folder) throws IOException, BadInputException {
        try {
            Files.createFile(log(folder));
        } catch (FileAlreadyExistsException sooner) {
            throw taken(folder + " was taken by another run just now; a run needs a folder of its own");
        }
    }

    /** Where the log lines of a command go that has made its folder. */
    public static Path log(Path folder) {
        return folder.resolve("crossfire.log");
    }

    private static Path makeRequested(Path requested) throws IOException, BadInputException {
        Files.createDirectories(requested);
        try (Stream<Path> inside = Files.list(requested)) {
            if (inside.findAny().isPresent()) {
                throw taken(requested + " has files already; a run needs a folder of its own");
            }
        }
        return requested.toAbsolutePath().normalize();
    }

    private static Path makeNamed(String scenario, Instant now) throws IOException {
        String name = STAMP.format(now.atOffset(ZoneOffset.UTC)) + "-" + scenario;
        Path runs = Files.createDirectories(Path.of("runs").toAbsolutePath());
        for (int i = 1; i < MOST_IN_A_MINUTE; i++) {
            try {
                return Files.createDirectory(runs.resolve(i == 1 ? name : name + "-" + i));
            } catch (FileAlreadyExistsException taken) {
                // The next number, then.
            }
        }
        throw new IOException("more than " + MOST_IN_A_MINUTE + " runs began in this minute in " + runs);
    }

    /**
     * A name for a run that no other has: what is made in an environment is tagged with it, and two runs must never take
     * each other's faults for their own.
     */
    public static String runName(String scenario, Instant now) {
        byte[] suffix = new byte[4];
        new SecureRandom().nextBytes(suffix);
        return STAMP.format(now.atOffset(ZoneOffset.UTC)) + "-" + scenario + "-"
                + HexFormat.of().formatHex(suffix);
    }

    /**
     * Removes the files of a run that was refused before it began.
     *
     * @param folderToo whether this run made the folder, too
     * @throws RunErrorException when something in it cannot be deleted
     */
    public static void discard(Path folder, boolean folderToo) throws RunErrorException {
        try {
            if (folderToo) {
                FileTree.delete(folder);
            } else {
                FileTree.deleteContent(folder);
            }
        } catch (IOException stuck) {
            throw new RunErrorException(folder + " is not needed and cannot be deleted: " + stuck, stuck);
        }
    }

    /** The folder that the user requested is in use. */
    private static BadInputException taken(String how) {
        return new BadInputException(List.of("--out: " + how));
    }
}
