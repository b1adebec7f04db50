package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that are made once and kept for later labs, in a folder that only this user (or root) can write to.
 *
 * <p>Things appear under their name complete or not at all. A process that is killed while making one leaves a partial
 * folder, which the next one to make it deletes.
 */
public final class Cache {
    private final Path folder;

    private Cache(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a cache, and makes its folder if there is none.
     *
     * @throws IOException if it cannot be made, or another ordinary user could have put things there
     */
    public static Cache open(Path folder) throws IOException {
        Path real = FileTrust.makeFolder(folder);
        return new Cache(real);
    }

    /** Makes something: everything it puts into the folder becomes visible at once, and only if it returns. */
    @FunctionalInterface
    public interface Maker {
        /** Fills an empty folder. */
        void fill(Path folder) throws IOException, InterruptedException;
    }

    /** Returns the folder of a thing, without making it. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /**
     * Returns the folder of a thing, made if it does not exist; others who need the same wait.
     *
     * @param name contains all that the thing depends on, versions included
     */
    public Path once(String name, Maker maker) throws IOException, InterruptedException {
        Path wanted = folder.resolve(name);
        if (Files.isDirectory(wanted)) {
            return wanted;
        }
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            if (held.isValid() && !Files.isDirectory(wanted)) {
                make(name, wanted, maker);
            }
        }
        return wanted;
    }

    /** Deletes all but the newest of the things whose names begin alike; what runs from them keeps running. */
    void keepNewest(String prefix, int kept) throws IOException {
        List<Path> oldestFirst;
        try (Stream<Path> all = Files.list(folder)) {
            oldestFirst = all.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparing(path -> path.toFile().lastModified()))
                    .toList();
        }
        for (Path old : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - kept))) {
            FolderTree.delete(old);
            Files.deleteIfExists(old.resolveSibling(old.getFileName() + ".lock"));
        }
    }

    private void make(String name, Path wanted, Maker maker) throws IOException, InterruptedException {
        Path partial = folder.resolve(name + ".partial");
        FolderTree.delete(partial);
        Files.createDirectory(partial);
        try {
            maker.fill(partial);
            FileTrust.readableByAll(partial);
            Files.move(partial, wanted, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FolderTree.delete(partial);
        }
    }
}
