package dev.crossfire.lab.postgres;

import dev.crossfire.lab.cache.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * Makes a standby from a running server with PostgreSQL's low-level backup interface.
 *
 * <p>The binaries that are to be had from Maven Central lack pg_basebackup and pg_rewind; copying the files under
 * {@code pg_backup_start} is what the former does.
 *
 * @see <a href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">the
 *     procedure</a>
 */
final class BaseCopy extends SimpleFileVisitor<Path> {
    /** The replication slot that keeps the log a standby has not read yet. */
    static final String SLOT = "pair";

    /** Keeps the log from now on. */
    static final String CREATE_SLOT = "SELECT pg_create_physical_replication_slot('" + SLOT + "', true)";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");
    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "postgresql.auto.conf",
            "postgresql.conf",
            "pg_hba.conf",
            "standby.signal",
            "backup_label",
            "backup_label.old",
            "tablespace_map",
            "tablespace_map.old");

    // Most files fit into it: two system calls each, where Files.copy takes two for every 8 KiB.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(512 * 1024);
    private final Server from;
    private final Server to;

    private BaseCopy(Server from, Server to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Fills the data directory of a server that does not run.
     *
     * @param upstreamPort where the copy is to stream from
     */
    static void make(Server from, Server to, int upstreamPort) throws SQLException, IOException {
        to.makeFolder();
        try (Connection session = from.connect(LIMIT);
                Statement sql = session.createStatement()) {
            sql.execute("SELECT pg_terminate_backend(active_pid, 2000) FROM pg_replication_slots"
                    + " WHERE slot_name = '" + SLOT + "' AND active");
            sql.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
                    + SLOT + "'");
            sql.execute(CREATE_SLOT);
            sql.execute("SELECT pg_backup_start('" + SLOT + "', true)");
            Files.walkFileTree(from.folder(), new BaseCopy(from, to));
            Configuration.put(to, "backup_label", label(sql));
        }
        to.setting()
                .runAs()
                .give(PrivateFile.createFolder(to.folder().resolve("pg_wal").resolve("archive_status")));
        Configuration.write(to);
        Configuration.follow(to, upstreamPort, SLOT);
    }

    private static String label(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Path inside = from.folder().relativize(folder);
        if (!inside.toString().isEmpty()) {
            to.setting().runAs().give(PrivateFile.createFolder(target(folder)));
        }
        return EMPTIED.contains(inside.toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        String inside = from.folder().relativize(file).toString();
        if (!LEFT_OUT.contains(inside) && !file.getFileName().toString().startsWith("pgsql_tmp")) {
            copy(file, target(file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        return vanished(failure);
    }

    private void copy(Path file, Path copy) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            PrivateFile.create(copy);
            to.setting().runAs().give(copy);
            try (FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                while (in.read(buffer.clear()) >= 0) {
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        out.write(buffer);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            vanished(e);
        }
    }

    /** A running server deletes files; the log that is replayed over the copy knows that it did. */
    private static FileVisitResult vanished(IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private Path target(Path source) {
        return to.folder().resolve(from.folder().relativize(source));
    }
}
