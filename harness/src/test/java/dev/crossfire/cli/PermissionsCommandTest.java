package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.process.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator is given for a scenario in an environment of several providers. */
class PermissionsCommandTest {
    private static final String SCENARIO = """
            crossfire: v1
            name: sale
            title: A sale
            load:
              simulation: TicketOpen
              duration: 2m
              cohorts: { buyers: { rate: 100/s } }
            objectives:
              - { id: served, error-ratio: { cohort: buyers, at-most: 5% } }
            faults:
              - { id: evicted, kind: pod-kill, target: shop, at: 30s, mode: evict }
              - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 60s }
            """;
    private static final String ESTATE = """
            crossfire: v1
            environment: estate
            base-url: http://127.0.0.1:1
            aws:
              region: ap-northeast-2
              role: "arn:aws:iam::123456789012:role/crossfire"
              experiment-role: "arn:aws:iam::123456789012:role/fis"
            kubernetes: { kubeconfig: /nowhere, namespace: tickets }
            toxiproxy: { url: "http://127.0.0.1:1" }
            roles:
              ticketing-db:
                aws: { rds-cluster: { tags: { tier: db } } }
                probe: { jdbc: "${secret:HOME}" }
              shop: { kubernetes: { deployment: web } }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("sale.yaml"), SCENARIO);
        Files.writeString(directory.resolve("estate.yaml"), ESTATE);
    }

    private int permissions(String... more) {
        List<String> words = Stream.concat(
                        Stream.of(
                                "permissions",
                                directory.resolve("sale.yaml").toString(),
                                "--env",
                                directory.resolve("estate.yaml").toString()),
                        Arrays.stream(more))
                .toList();
        try (StopSignal signal = new StopSignal()) {
            return Crossfire.run(
                    new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)),
                    signal,
                    words.toArray(String[]::new));
        }
    }

    @Test
    void eachProviderSaysWhatItNeeds() {
        assertThat(permissions()).as("%s", err).isZero();
        assertThat(out.toString())
                .contains(
                        "# crossfire-policy.json: for the role arn:aws:iam::123456789012:role/crossfire, which Crossfire"
                                + " assumes",
                        "# experiment-role-policy.json: for arn:aws:iam::123456789012:role/fis, as which FIS acts",
                        "# crossfire-rbac.yaml: for the service account crossfire in namespace tickets",
                        "# toxiproxy needs no permissions");
    }

    @Test
    void theDocumentsHaveWhatTheFaultsUseAndNothingElse() throws Exception {
        Path folder = directory.resolve("permissions");
        assertThat(permissions("--out", folder.toString())).as("%s", err).isZero();
        JsonNode experimentRole =
                Json.read(Files.readString(folder.resolve("experiment-role-policy.json")), JsonNode.class);
        assertThat(experimentRole.at("/Statement/0/Action"))
                .extracting(JsonNode::asText)
                .containsExactly("rds:DescribeDBClusters", "rds:FailoverDBCluster", "tag:GetResources");
        JsonNode conductor = Json.read(Files.readString(folder.resolve("crossfire-policy.json")), JsonNode.class);
        assertThat(conductor.at("/Statement/1/Action/0").asText()).isEqualTo("iam:PassRole");
        assertThat(conductor.at("/Statement/1/Resource").asText()).isEqualTo("arn:aws:iam::123456789012:role/fis");
        assertThat(folder.resolve("crossfire-assume-policy.json")).content().contains("sts:AssumeRole");
        assertThat(folder.resolve("experiment-role-trust.json")).content().contains("fis.amazonaws.com");
        assertThat(folder.resolve("crossfire-rbac.yaml"))
                .content()
                .contains("""
                          - apiGroups: [""]
                            resources: [pods]
                            verbs: [get, list, patch]
                          - apiGroups: [""]
                            resources: [pods/eviction]
                            verbs: [create]
                        """, "resourceNames: [kube-system]", "resources: [nodes]")
                .doesNotContain("statefulsets", "daemonsets");
    }

    @Test
    void whatFisDoesNotTouchNeedsNoExperimentRole() throws Exception {
        Files.writeString(
                directory.resolve("sale.yaml"),
                SCENARIO.lines()
                        .filter(line -> !line.contains("database-failover"))
                        .collect(Collectors.joining("\n")));
        Files.writeString(
                directory.resolve("estate.yaml"),
                ESTATE.lines()
                        .filter(line -> !line.contains("ticketing-db")
                                && !line.contains("rds-cluster")
                                && !line.contains("jdbc"))
                        .collect(Collectors.joining("\n")));
        assertThat(permissions()).as("%s", err).isZero();
        assertThat(out.toString()).contains("# crossfire-policy.json").doesNotContain("experiment-role");
    }
}
