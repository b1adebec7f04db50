package dev.crossfire.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The evidence files of a run, each with its SHA-256: {@code manifest.json}, written when the run has ended and all of them
 * are closed. A run without it did not end by itself.
 *
 * @param run the run's name
 */
public record Manifest(String schema, String run, List<FileHash> files) {
    public static final String SCHEMA = "crossfire/manifest/v1";

    private static final int BUFFER = 1 << 16;

    public Manifest {
        files = List.copyOf(files);
    }

    /**
     * A file as it was when the run ended.
     *
     * @param name in the run's folder
     * @param sha256 in hexadecimal digits
     */
    public record FileHash(String name, long bytes, String sha256) {
        /** Of a file as it is now; memory does not grow with its size. */
        static FileHash of(Path file) throws IOException {
            MessageDigest digest = newDigest();
            byte[] buffer = new byte[BUFFER];
            long bytes = 0;
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                    bytes += read;
                }
            }
            return new FileHash(
                    file.getFileName().toString(), bytes, HexFormat.of().formatHex(digest.digest()));
        }

        private static MessageDigest newDigest() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
    }

    /**
     * Writes the manifest of a run whose evidence files are all closed.
     *
     * @throws IOException when one of them cannot be read, or the manifest cannot be written
     */
    public static void write(RunDirectory run, String name) throws IOException {
        List<FileHash> files = new ArrayList<>();
        for (Path file : run.evidenceFiles()) {
            if (Files.exists(file)) {
                files.add(FileHash.of(file));
            }
        }
        JsonDocument.write(run.manifestFile(), new Manifest(SCHEMA, name, files));
    }

    /** Reads a manifest. */
    static Manifest read(Path file) throws IOException {
        return JsonDocument.read(file, text -> {
            Manifest manifest = Json.read(text, Manifest.class);
            if (!manifest.schema().equals(SCHEMA)) {
                throw new IOException("its schema is unknown; expected " + SCHEMA);
            }
            return manifest;
        });
    }

    /** A file as it was; empty when the run did not write it. */
    Optional<FileHash> file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }
}
