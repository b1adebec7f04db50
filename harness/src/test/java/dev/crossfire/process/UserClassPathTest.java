package dev.crossfire.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build's complete class path beside the load generator's own libraries. */
class UserClassPathTest {
    @TempDir
    Path temp;

    private List<Path> own = List.of();
    private Path theirs;

    @BeforeEach
    void makeFolders() throws IOException {
        own = Stream.of(
                        "gatling-core-3.15.1.jar",
                        "gatling-shared-model_2.13-0.1.3.jar",
                        "netty-common-4.2.18.Final.jar",
                        "netty-transport-native-epoll-4.2.18.Final-linux-x86_64.jar",
                        "netty-tcnative-boringssl-static-2.0.84.Final.jar",
                        "jackson-databind-2.22.1.jar")
                .map(Path::of)
                .toList();
        theirs = folder(
                "theirs",
                "gatling-core-3.15.1.jar",
                "gatling-shared-model_2.13-0.1.3.jar",
                "netty-all-4.1.100.Final.jar",
                "netty-codec-mqtt-4.2.18.Final.jar",
                "netty-transport-native-epoll-4.1.100.Final-linux-x86_64.jar",
                "netty-tcnative-boringssl-static-2.0.84.Final-linux-x86_64.jar",
                "jackson-databind-2.15.0.jar",
                "gatling-charts-highcharts-3.15.1.jar",
                "shop-client-1.0-SNAPSHOT.jar",
                "plain.jar");
    }

    private Path folder(String name, String... jars) throws IOException {
        Path folder = Files.createDirectory(temp.resolve(name));
        for (String jar : jars) {
            Files.createFile(folder.resolve(jar));
        }
        return folder;
    }

    @Test
    void whatTheLoadGeneratorBringsAlongIsLeftOut() throws IOException {
        String classes = temp.resolve("target").resolve("test-classes").toString();
        UserClassPath sorted = UserClassPath.of(classes + File.pathSeparator + theirs + File.separator + "*", own);
        assertThat(sorted.entries())
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of(classes),
                                Stream.of(
                                                "gatling-charts-highcharts-3.15.1.jar",
                                                "netty-codec-mqtt-4.2.18.Final.jar",
                                                "plain.jar",
                                                "shop-client-1.0-SNAPSHOT.jar")
                                        .map(name -> theirs.resolve(name).toString()))
                        .toList());
        assertThat(sorted.leftOut()).hasSize(6);
        assertThat(sorted.otherVersions())
                .containsExactly(
                        "jackson-databind 2.15.0 (2.22.1 is used)",
                        "netty-all 4.1.100.Final (4.2.18.Final is used)",
                        "netty-transport-native-epoll 4.1.100.Final (4.2.18.Final is used)");
    }

    @Test
    void jarsNamedOneByOneAreSortedOutToo() throws IOException {
        String named = theirs.resolve("gatling-core-3.15.1.jar") + File.pathSeparator + theirs.resolve("plain.jar");
        assertThat(UserClassPath.of(named, own).text())
                .isEqualTo(theirs.resolve("plain.jar").toString());
        assertThat(UserClassPath.of("", own)).isEqualTo(new UserClassPath(List.of(), List.of()));
    }

    @Test
    void withoutBundledLibrariesEverythingStays() throws IOException {
        assertThat(UserClassPath.of(theirs + File.separator + "*", List.of()).entries())
                .hasSize(10);
    }
}
