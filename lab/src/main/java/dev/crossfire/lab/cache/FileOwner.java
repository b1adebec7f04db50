package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The numeric owner and mode of files, of a link itself and not of what it points to. */
public final class FileOwner {
    private static final int ROOT = 0;
    private static final int MODE_BITS = 07777;

    private FileOwner() {}

    /** Returns the user ID of a file's owner. */
    static int uid(Path path) throws IOException {
        return attribute(path, "uid");
    }

    /** Returns a file's permissions and its set-user-ID, set-group-ID and sticky bits. */
    static int mode(Path path) throws IOException {
        return attribute(path, "mode") & MODE_BITS;
    }

    /** Returns whether a file belongs to root; of a file that this process made, whether this process is root's. */
    public static boolean isRoot(Path path) throws IOException {
        return uid(path) == ROOT;
    }

    /**
     * Returns the user ID of this process, whatever the user's name: the owner of a file that it makes for a moment,
     * because Java does not offer the ID otherwise.
     *
     * @param folder this process can write in it
     */
    static int ownUid(Path folder) throws IOException {
        Path mine = Files.createTempFile(folder, ".crossfire-", ".owner");
        try {
            return uid(mine);
        } finally {
            Files.delete(mine);
        }
    }

    private static int attribute(Path path, String name) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }
}
