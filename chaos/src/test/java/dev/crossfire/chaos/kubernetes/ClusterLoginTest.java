package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakeKubernetes;
import dev.crossfire.chaos.fake.FakeKubernetes.Answer;
import dev.crossfire.spi.FaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins that expire are repeated, and whatever fails names the server and the reason. */
class ClusterLoginTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private FakeKubernetes cluster;
    private Instant now = BEGIN;
    private final InstantSource clock = () -> now;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        cluster = new FakeKubernetes();
        cluster.onRequest(requests::add);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void aPlugInIsAskedAgainBeforeItsTokenExpires() throws Exception {
        plugin("2026-01-01T00:15:00Z");
        cluster.accept(Set.of("token-1"));
        try (ApiServer server = connect("exec: { apiVersion: client.authentication.k8s.io/v1, command: ./login }")) {
            list(server);
            now = BEGIN.plusSeconds(13 * 60);
            list(server);
            assertThat(issued()).isOne();

            now = BEGIN.plusSeconds(14 * 60 + 1);
            cluster.accept(Set.of("token-2"));
            list(server);
            assertThat(issued()).isEqualTo(2);
            assertThat(requests).hasSize(3);
        }
    }

    @Test
    void aPlugInIsAskedAgainWhenTheServerRefusesItsToken() throws Exception {
        plugin("2026-01-01T12:00:00Z");
        try (ApiServer server = connect("exec: { apiVersion: client.authentication.k8s.io/v1, command: ./login }")) {
            list(server);
            cluster.accept(Set.of("token-2"));
            list(server);

            cluster.accept(Set.of("another"));
            assertThatThrownBy(() -> list(server)).hasMessageContaining("(401)");
        }
    }

    @Test
    void aTokenFileIsReadAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        cluster.accept(Set.of("first"));
        try (ApiServer server = connect("tokenFile: token")) {
            list(server);
            Files.writeString(file, "second\n");
            cluster.accept(Set.of("second"));
            list(server);

            Files.writeString(file, "third\n");
            cluster.accept(Set.of("third"));
            now = BEGIN.plusSeconds(61);
            requests.clear();
            list(server);
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void aMissingPlugInIsNamed() {
        assertThatThrownBy(
                        () -> connect(
                                "exec: { apiVersion: client.authentication.k8s.io/v1, command: no-such-login, installHint: get it }"))
                .hasMessageContaining("the program no-such-login, by which the kubeconfig logs in, cannot be started")
                .hasMessageContaining("get it");
    }

    @Test
    void whatAPlugInPrintsAsItsReasonIsShown() throws Exception {
        script("echo 'the session has expired' >&2; exit 3");

        assertThatThrownBy(() -> connect("exec: { apiVersion: client.authentication.k8s.io/v1, command: ./login }"))
                .hasMessageContaining("ended with exit code 3: the session has expired");
    }

    @Test
    void aRefusalNamesTheServerTheRequestAndItsWords() throws Exception {
        cluster.onRefusal(call -> new Answer(403, """
                {"kind": "Status", "code": 403, "message": "pods is forbidden: User x cannot list pods"}""", null));
        try (ApiServer server = connect("token: t")) {
            assertThatThrownBy(() -> list(server))
                    .hasMessage(
                            "the cluster at " + cluster.url() + " did not list nodes (403): pods is forbidden: User x"
                                    + " cannot list pods; docs/kubernetes.md lists the rights that the kubeconfig's user needs");
        }
    }

    @Test
    void aServerThatAsksToWaitALittleIsAskedAgainAfterThatTime() throws Exception {
        long[] at = new long[2];
        cluster.onRefusal(call -> {
            int turn = requests.size() - 1;
            at[Math.min(turn, 1)] = System.nanoTime();
            return turn == 0 ? refused(429, "1") : null;
        });
        try (ApiServer server = connect("token: t")) {
            list(server);
        }
        assertThat((at[1] - at[0]) / 1e9).isBetween(0.95, 5.0);
    }

    @Test
    void aServerThatAsksToWaitLongIsReportedAtOnceWithItsWish() throws Exception {
        cluster.onRefusal(call -> refused(503, "3600"));
        try (ApiServer server = connect("token: t")) {
            assertThatThrownBy(() -> list(server))
                    .hasMessageContaining("did not list nodes (503): it asks to wait 3600 s");
        }
        assertThat(requests).hasSize(1);
    }

    private static @Nullable Answer refused(int code, String after) {
        return new Answer(code, FakeKubernetes.status(code, "later").body(), after);
    }

    private void list(ApiServer server) throws FaultException {
        server.request("list nodes", () -> server.client().nodes().list());
    }

    private void plugin(String expires) throws IOException {
        script("""
                cd "$(dirname "$0")"
                n=$(( $(cat count 2>/dev/null || echo 0) + 1 )); echo $n > count
                echo "{\\"kind\\": \\"ExecCredential\\", \\"apiVersion\\": \\"client.authentication.k8s.io/v1\\",
                \\"status\\": {\\"token\\": \\"token-$n\\", \\"expirationTimestamp\\": \\"%s\\"}}"
                """.formatted(expires));
    }

    private void script(String body) throws IOException {
        Path script = Files.writeString(folder.resolve("login"), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private int issued() throws IOException {
        return Integer.parseInt(Files.readString(folder.resolve("count")).trim());
    }

    private ApiServer connect(String user) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), """
                current-context: c
                clusters: [{ name: c, cluster: { server: "%s" } }]
                users: [{ name: u, user: { %s } }]
                contexts: [{ name: c, context: { cluster: c, user: u } }]
                """.formatted(cluster.url(), user));
        return ApiServer.of(Kubeconfig.read(file.toString()), "c", clock);
    }
}
