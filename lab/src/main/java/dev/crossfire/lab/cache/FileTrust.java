package dev.crossfire.lab.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Checks who could have written what is in a folder: programs from it are run, as root perhaps. */
public final class FileTrust {
    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITE = 0020;
    private static final String PASSABLE_MODE = "rwxr-xr-x";

    private FileTrust() {}

    /**
     * Makes a folder if it is not there, and makes sure that no other ordinary user can write in it or replace it.
     *
     * @return the folder without symbolic links
     * @throws IOException if another user could
     */
    public static Path makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            // The mode from the first moment on; the second step only gives back what the umask has taken.
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PASSABLE_MODE)));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PASSABLE_MODE));
        }
        Path real = folder.toRealPath();
        int self = FileOwner.ownUid(real);
        refuseLinksOfOthers(folder.toAbsolutePath(), self);
        if (FileOwner.uid(real) != self || (FileOwner.mode(real) & (GROUP_WRITE | OTHERS_WRITE)) != 0) {
            throw new IOException(real + " is not ours alone to write in: remove it, or choose another folder");
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            refuseReplaceable(above, self);
        }
        return real;
    }

    /** A link of another user may lead elsewhere tomorrow. */
    private static void refuseLinksOfOthers(Path folder, int self) throws IOException {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (Files.isSymbolicLink(each) && FileOwner.uid(each) != 0 && FileOwner.uid(each) != self) {
                throw new IOException(each + " is a link of another user: choose another folder");
            }
        }
    }

    /**
     * Makes sure that the servers' user can pass a folder.
     *
     * @throws IOException if a folder above it is closed to others
     */
    public static void passable(Path folder) throws IOException {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (!Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new IOException("as root the lab runs its servers as nobody, who cannot pass " + each
                        + ": choose a folder below one that everybody can pass, such as /var/tmp");
            }
        }
    }

    /** Lets all users read what is in a folder, and run its programs, whatever the umask was. */
    static void readableByAll(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.filter(path -> !Files.isSymbolicLink(path)).toList();
        }
        for (Path path : all) {
            Set<PosixFilePermission> now = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            now.add(PosixFilePermission.GROUP_READ);
            now.add(PosixFilePermission.OTHERS_READ);
            now.remove(PosixFilePermission.GROUP_WRITE);
            now.remove(PosixFilePermission.OTHERS_WRITE);
            if (now.contains(PosixFilePermission.OWNER_EXECUTE)) {
                now.add(PosixFilePermission.GROUP_EXECUTE);
                now.add(PosixFilePermission.OTHERS_EXECUTE);
            }
            Files.setPosixFilePermissions(path, now);
        }
    }

    private static void refuseReplaceable(Path above, int self) throws IOException {
        int owner = FileOwner.uid(above);
        boolean replaceable = (FileOwner.mode(above) & OTHERS_WRITE) != 0 && (FileOwner.mode(above) & STICKY) == 0;
        if (replaceable || (owner != 0 && owner != self)) {
            throw new IOException("another user can replace what is in " + above + ": choose another folder");
        }
    }
}
