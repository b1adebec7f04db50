package dev.crossfire.lab.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.lab.cache.LabPaths.UserFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFolderTest {
    private static final String OTHER = "65534";

    @TempDir
    Path temporary;

    private boolean isRoot() throws IOException {
        return FileOwner.isRoot(temporary);
    }

    private String expectedMode() throws IOException {
        return isRoot() ? "rwx--x--x" : "rwx------";
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void isMadeOnceAndBelongsToThisUserAlone() throws IOException {
        Path made = UserFolder.in(temporary, "bob");

        assertThat(mode(made)).isEqualTo(expectedMode());
        assertThat(UserFolder.in(temporary, "bob")).isEqualTo(made);
        assertThat(temporary).isDirectoryContaining(made::equals);
        try (var all = Files.list(temporary)) {
            assertThat(all).hasSize(1);
        }
    }

    /** Java calls the home of a user without one "?"; an absolute home may be read-only. */
    @Test
    void itHoldsTheCacheOfAUserWithoutAHome() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        for (Path home : List.of(Path.of("?"), file)) {
            Path cache = new LabPaths(Map.of(), home, "bob", temporary, false).cache();
            assertThat(cache).isEqualTo(UserFolder.in(temporary, "bob").resolve("cache"));
        }
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    void labsThatStartAtTheSameMomentChooseTheSame() throws Exception {
        ExecutorService starting = Executors.newFixedThreadPool(8);
        try {
            UserFolder.in(temporary, "bob");
            Set<Path> chosen = new HashSet<>();
            Callable<Path> start = () -> UserFolder.in(temporary, "bob");
            for (var each : starting.invokeAll(
                    IntStream.range(0, 40).mapToObj(i -> start).collect(Collectors.toList()))) {
                chosen.add(each.get());
            }
            assertThat(chosen).hasSizeLessThanOrEqualTo(1);
        } finally {
            starting.shutdownNow();
        }
    }

    @Test
    void linksAndWhatOthersCouldWriteInAreNotTaken() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString(expectedMode()));
        Path link = Files.createSymbolicLink(temporary.resolve("crossfire-bob-0"), elsewhere);
        Path open = Files.createDirectory(temporary.resolve("crossfire-bob-1"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createFile(temporary.resolve("crossfire-bob-2"));

        assertThat(UserFolder.in(temporary, "bob")).isNotIn(link, open, elsewhere);
    }

    @Test
    void whatAnotherUserHasOccupiedIsNotTaken() throws IOException {
        assumeTrue(isRoot(), "only root can make files of another user");
        Path occupied = Files.createDirectory(temporary.resolve("crossfire-bob-0"));
        Files.setPosixFilePermissions(occupied, PosixFilePermissions.fromString(expectedMode()));
        Files.setAttribute(occupied, "unix:uid", Integer.valueOf(OTHER));

        assertThat(UserFolder.in(temporary, "bob")).isNotEqualTo(occupied);
    }

    @Test
    void aLinkOfAnotherUserIsNotFollowed() throws IOException {
        assumeTrue(isRoot(), "only root can make links of another user");
        Path target = Files.createDirectory(temporary.resolve("target"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), target);
        assertThat(FileTrust.makeFolder(link.resolve("labs")))
                .isEqualTo(target.toRealPath().resolve("labs"));
        Files.setAttribute(link, "unix:uid", Integer.valueOf(OTHER), LinkOption.NOFOLLOW_LINKS);

        assertThatThrownBy(() -> FileTrust.makeFolder(link.resolve("labs")))
                .hasMessageContaining("a link of another user");
    }

    @Test
    void deletingFollowsNoLink() throws IOException {
        Path precious = Files.createDirectory(temporary.resolve("precious"));
        Files.writeString(precious.resolve("file"), "keep me");
        Path tree = Files.createDirectories(temporary.resolve("tree/below/deeper"));
        Files.writeString(tree.resolve("file"), "");
        Files.createSymbolicLink(tree.resolve("link"), precious);
        Files.createSymbolicLink(temporary.resolve("tree/file"), precious.resolve("file"));

        FolderTree.delete(temporary.resolve("tree"));
        FolderTree.delete(Files.createSymbolicLink(temporary.resolve("linked"), precious));
        FolderTree.delete(temporary.resolve("nowhere"));

        assertThat(temporary.resolve("tree")).doesNotExist();
        assertThat(temporary.resolve("linked")).doesNotExist();
        assertThat(precious.resolve("file")).hasContent("keep me");
    }

    @Test
    void aFolderIsDeletedThoughAServerThatEndsStillWritesIntoIt() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("server"));
        CountDownLatch written = new CountDownLatch(1);
        Thread server = new Thread(() -> {
            try {
                for (int i = 0; i < 300; i++) {
                    Files.createFile(folder.resolve("log-" + i));
                    written.countDown();
                }
            } catch (IOException gone) {
                // The folder is deleted.
            }
        });
        server.start();
        written.await();
        FolderTree.delete(folder);
        server.join();
        assertThat(folder).doesNotExist();
    }
}
