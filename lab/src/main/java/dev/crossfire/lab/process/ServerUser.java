package dev.crossfire.lab.process;

import dev.crossfire.lab.cache.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The user that servers run as: this one, or the user {@code nobody} when this one is root, because PostgreSQL refuses
 * to run as root.
 *
 * @param prefix what precedes a command to run it as that user
 * @param owner who must own the servers' folders; empty if this user does anyway
 */
public record ServerUser(List<String> prefix, Optional<UserPrincipal> owner) {
    /** This user: files that are made keep their owner. */
    public static final ServerUser OURSELVES = new ServerUser(List.of(), Optional.empty());

    private static final String NOBODY = "nobody";
    private static final String NOBODY_ID = "65534";

    public ServerUser {
        prefix = List.copyOf(prefix);
    }

    /**
     * Finds the user.
     *
     * @param ours a folder that this process made, whose owner shows which user this is
     * @throws IOException if this process runs as root and cannot become another user
     */
    public static ServerUser of(Path ours) throws IOException {
        if (!FileOwner.isRoot(ours)) {
            return OURSELVES;
        }
        var lookup = ours.getFileSystem().getUserPrincipalLookupService();
        if (program("setpriv").isPresent()) {
            // A number without a user name is looked up as itself.
            return new ServerUser(
                    List.of(program("setpriv").get(), "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups"),
                    Optional.of(lookup.lookupPrincipalByName(NOBODY_ID)));
        }
        UserPrincipal nobody = lookup.lookupPrincipalByName(NOBODY);
        if (program("runuser").isPresent()) {
            return new ServerUser(List.of(program("runuser").get(), "-u", NOBODY, "--"), Optional.of(nobody));
        }
        if (program("su").isPresent()) {
            return new ServerUser(
                    List.of(program("su").get(), "-m", NOBODY, "-c", "exec \"$0\" \"$@\"", "--"), Optional.of(nobody));
        }
        throw new IOException("PostgreSQL refuses to run as root, and none of setpriv, runuser and su was found: "
                + "run the lab as an ordinary user");
    }

    /** Returns the command that runs the given one as this user. */
    public List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Gives a file or folder to this user, readable by no other. */
    public void give(Path path) throws IOException {
        if (owner.isPresent()) {
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setOwner(owner.get());
        }
    }

    private static Optional<String> program(String name) {
        return List.of("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/").stream()
                .map(folder -> folder + name)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }
}
