package dev.crossfire.lab.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    @TempDir
    Path folder;

    @Test
    void aThingIsMadeOnce() throws Exception {
        Cache cache = Cache.open(folder.resolve("cache"));
        AtomicInteger made = new AtomicInteger();

        Path first = cache.once("thing", into -> fill(into, made));
        Path second = cache.once("thing", into -> fill(into, made));

        assertThat(second).isEqualTo(first);
        assertThat(first.resolve("file")).hasContent("1");
        assertThat(made).hasValue(1);
    }

    @Test
    void aMakerThatFailsLeavesNothing() throws Exception {
        Cache cache = Cache.open(folder.resolve("cache"));

        assertThatThrownBy(() -> cache.once("thing", into -> {
                    Files.writeString(into.resolve("half"), "");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        assertThat(names()).containsExactly("thing.lock");
    }

    @Test
    void whatAKilledMakerLeftIsReplaced() throws Exception {
        Cache cache = Cache.open(folder.resolve("cache"));
        Files.createDirectories(folder.resolve("cache/thing.partial/old"));

        Path thing = cache.once("thing", into -> fill(into, new AtomicInteger()));

        try (Stream<Path> inside = Files.list(thing)) {
            assertThat(inside).extracting(Path::getFileName).containsExactly(Path.of("file"));
        }
    }

    @Test
    void othersMayReadAndRunButNotWrite() throws Exception {
        Cache cache = Cache.open(folder.resolve("cache"));

        Path thing = cache.once("thing", into -> {
            Path program = Files.createFile(into.resolve("program"));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx-w--w-"));
        });

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(thing.resolve("program"))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFolderThatOthersCanWriteInIsRefused() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> Cache.open(open)).hasMessageContaining("not ours alone to write in");
    }

    @Test
    void aFolderThatOthersCanReplaceIsRefused() throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> Cache.open(open.resolve("cache"))).hasMessageContaining("can replace what is in");
    }

    @Test
    void onlyTheNewestOfAFamilyAreKept() throws Exception {
        Cache cache = Cache.open(folder.resolve("cache"));
        for (String name : List.of("a-1", "a-2", "a-3", "b-1")) {
            Path thing = cache.once(name, into -> {});
            boolean set = thing.toFile().setLastModified(name.charAt(2) * 1_000_000L);
            assertThat(set).isTrue();
        }

        cache.keepNewest("a-", 2);

        assertThat(names()).contains("a-2", "a-3", "b-1").doesNotContain("a-1", "a-1.lock");
    }

    private static void fill(Path into, AtomicInteger made) throws IOException {
        Files.writeString(into.resolve("file"), Integer.toString(made.incrementAndGet()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("cache"))) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
