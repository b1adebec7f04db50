package dev.crossfire.chaos.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.EmulatedCluster;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that cannot be reached is named with its server and the reason. */
@Tag("live")
class UnreachableApiServerTest {
    private static final Pattern CERTIFICATE_AUTHORITY = Pattern.compile("certificate-authority-data: \\S+");

    @TempDir
    private Path folder;

    @Test
    void aServerThatTakesConnectionsAndNeverAnswersIsNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                    current-context: c
                    clusters: [{ name: c, cluster: { server: "%s" } }]
                    users: [{ name: u, user: { token: t } }]
                    contexts: [{ name: c, context: { cluster: c, user: u } }]
                    """.formatted(url));
            try (ApiServer server = connect(kubeconfig)) {
                // The real limit is only longer.
                server.client().getConfiguration().setRequestTimeout(500);
                assertThatThrownBy(() -> nodes(server))
                        .isInstanceOf(FaultException.class)
                        .hasMessage("the cluster at " + url + " cannot be reached: there was no answer in time; the"
                                + " request was to list nodes. Check the server in the kubeconfig, or try it with"
                                + " kubectl");
            }
        }
    }

    @Test
    void aServerWhoseCertificateIsOfAnotherAuthorityIsNamed() throws Exception {
        Path other = folder.resolve("other");
        try (EmulatedCluster cluster = new EmulatedCluster(Files.createDirectory(folder.resolve("one")), 1)) {
            String own = cluster.kubeconfig(folder.resolve("own"));
            try (ApiServer server = connect(folder.resolve("own"))) {
                assertThat(nodes(server)).isNotEmpty();
            }
            try (EmulatedCluster another = new EmulatedCluster(Files.createDirectory(folder.resolve("two")), 1)) {
                String authority = CERTIFICATE_AUTHORITY
                        .matcher(another.kubeconfig(folder.resolve("another")))
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group();
                Files.writeString(other, CERTIFICATE_AUTHORITY.matcher(own).replaceAll(authority));
            }
            try (ApiServer server = connect(other)) {
                assertThatThrownBy(() -> nodes(server))
                        .isInstanceOf(FaultException.class)
                        .hasMessageStartingWith(
                                "the cluster at " + server.server() + " cannot be reached: TLS failed (")
                        .hasMessageContaining("PKIX path")
                        .hasMessageContaining("the request was to list nodes");
                assertThat(server.server()).startsWith("https://127.0.0.1:");
            }
        }
    }

    private static List<?> nodes(ApiServer server) throws FaultException {
        return server.request("list nodes", () -> server.client().nodes().list().getItems());
    }

    private static ApiServer connect(Path kubeconfig) throws IOException {
        Kubeconfig read = Kubeconfig.read(kubeconfig.toString());
        return ApiServer.of(
                read, read.follow(null, new ArrayList<>()).orElseThrow().context(), new MachineClock());
    }
}
