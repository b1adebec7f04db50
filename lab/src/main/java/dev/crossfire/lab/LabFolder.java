package dev.crossfire.lab;

import dev.crossfire.lab.cache.FileTrust;
import dev.crossfire.lab.cache.FolderTree;
import dev.crossfire.lab.cache.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One lab's own folder, and the lock beside it that shows whether the lab is alive.
 *
 * <p>The system releases the lock however the lab dies, so a process that can lock it may delete the folder.
 */
final class LabFolder implements AutoCloseable {
    private static final String LOCK = ".crossfire-lab";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel channel;

    private LabFolder(Path folder, Path lockFile, FileChannel channel) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Makes a folder, after the folders of dead labs beside it are deleted.
     *
     * @param folder must not exist
     * @throws IOException if it exists, or another user could write in the folder that it is to be in
     */
    static LabFolder make(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Path above = absolute.getParent();
        if (above == null) {
            throw new IOException("the lab wants a folder of its own that it may delete, found " + absolute);
        }
        Path parent = FileTrust.makeFolder(above);
        sweep(parent);
        Path real = parent.resolve(absolute.getFileName());
        Path lockFile = parent.resolve(real.getFileName() + LOCK);
        FileChannel channel = lock(lockFile);
        if (channel == null) {
            throw new IOException("another lab lives in " + real + ": choose another folder");
        }
        try {
            return new LabFolder(PrivateFile.letServersPass(PrivateFile.createFolder(real)), lockFile, channel);
        } catch (FileAlreadyExistsException e) {
            Files.delete(lockFile);
            channel.close();
            throw new IOException(real + " exists: the lab wants a folder of its own that it may delete", e);
        }
    }

    Path path() {
        return folder;
    }

    /** Deletes the folder, and releases it. */
    @Override
    public void close() throws IOException {
        FolderTree.delete(folder);
        Files.deleteIfExists(lockFile);
        channel.close();
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, "*" + LOCK)) {
            for (Path lockFile : locks) {
                removeIfDead(lockFile);
            }
        }
    }

    private static void removeIfDead(Path lockFile) throws IOException {
        try (FileChannel dead = lock(lockFile)) {
            if (dead != null) {
                String name = lockFile.getFileName().toString();
                FolderTree.delete(lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(lockFile);
            }
        }
    }

    /** Returns the held lock's channel, or null if another process has it, or had it and has deleted the file. */
    private static @Nullable FileChannel lock(Path lockFile) throws IOException {
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock != null && Files.exists(lockFile)) {
            return channel;
        }
        channel.close();
        return null;
    }
}
