package dev.crossfire.process;

import dev.crossfire.evidence.FileTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A folder for temporary files of one process, which deletes it when it ends; only its owner can read it. */
public final class ScratchFolder implements AutoCloseable {
    private static final String PREFIX = "crossfire-scratch-";
    /** Locked while the process that made the folder lives, however it ends. */
    private static final String LOCK = "in-use.lock";

    /** The one that the load generator has in its run's folder, for what its libraries unpack. */
    public static final String OF_GENERATOR = "generator.tmp";

    /** To open a lock of this process's own and to close it again would release it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final @Nullable FileChannel lock;

    private ScratchFolder(Path folder, @Nullable FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes a folder of a given name.
     *
     * @param folder must not exist
     */
    public static ScratchFolder at(Path folder) throws IOException {
        return new ScratchFolder(
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
                null);
    }

    /** Makes a folder among the temporary files, after those that killed processes of this user have left are deleted. */
    public static ScratchFolder temporary() throws IOException {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** As {@link #temporary}, in a folder that all users share. */
    static ScratchFolder in(Path shared) throws IOException {
        Path folder = Files.createTempDirectory(shared.toAbsolutePath(), PREFIX);
        OWN.add(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new IOException(folder + " was just made and is locked by another process");
        }
        sweep(folder);
        return new ScratchFolder(folder, lock);
    }

    private static void sweep(Path mine) throws IOException {
        UserPrincipal self = Files.getOwner(mine, LinkOption.NOFOLLOW_LINKS);
        Path parent = mine.getParent();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent == null ? mine : parent, PREFIX + "*")) {
            for (Path each : all) {
                if (!OWN.contains(each)) {
                    deleteIfAbandoned(each, self);
                }
            }
        }
    }

    private static void deleteIfAbandoned(Path folder, UserPrincipal self) {
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(self)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                    var held = channel.tryLock()) {
                if (held != null) {
                    FileTree.delete(folder);
                }
            }
        } catch (NoSuchFileException beingMade) {
            // It has no lock yet, or is gone.
        } catch (IOException | OverlappingFileLockException inUse) {
            // The next one tries again.
        }
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Deletes it with everything in it. */
    @Override
    public void close() throws IOException {
        try {
            FileTree.delete(folder);
        } finally {
            if (lock != null) {
                lock.close();
            }
            OWN.remove(folder);
        }
    }
}
