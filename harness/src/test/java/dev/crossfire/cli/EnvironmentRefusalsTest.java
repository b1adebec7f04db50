package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.process.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment cannot do is refused by {@code check}, which connects to nothing and starts nothing. */
class EnvironmentRefusalsTest {
    private static final String SCENARIO = """
            crossfire: v1
            name: sale
            load:
              simulation: TicketOpen
              duration: 2m
              cohorts: { buyers: { rate: 100/s } }
            objectives:
              - { id: served, error-ratio: { cohort: buyers, at-most: 5% } }
            faults:
            """;
    private static final String AWS = """
            crossfire: v1
            environment: staging
            base-url: https://staging.example.org
            aws: { region: ap-northeast-2, experiment-role: "arn:aws:iam::123456789012:role/fis" }
            roles:
              ticketing-db: { aws: { rds-cluster: { tags: { tier: db } } } }
              shop: { aws: { resource: { type: "aws:ecs:task", tags: { app: shop } } }, probe: "https://shop.example.org/health" }
              zone-a: { aws: { zone: { name: ap-northeast-2a, tags: { app: shop } } } }
            """;
    /** The same, with a role in the zone by which its loss is seen. */
    private static final String SEEN =
            AWS.replace("tags: { app: shop } } }, probe", "tags: { app: shop }, zone: ap-northeast-2a } }, probe");

    private static final String KUBERNETES = """
            crossfire: v1
            environment: cluster
            kubernetes: { kubeconfig: /nowhere, namespace: shop }
            metrics: { replicas: shop }
            roles:
              shop: { kubernetes: { deployment: web } }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void aRoleThatTheLabDoesNotHave() throws Exception {
        assertThat(check("  - { id: f, kind: pod-kill, target: shops, at: 30s }\n", null))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("sale.yaml:10:38: the role 'shops' is invalid; expected a role of environment lab: ")
                .contains("ticketing-db", "zone-a");
    }

    @Test
    void moreTargetsThanTheLabHas() throws Exception {
        String seven = "  - { id: f, kind: pod-kill, target: { role: shop, select: { count: 7 } }, at: 30s }\n";
        assertThat(check(seven, null)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("the number 7 is invalid; expected at most 6, as many as play shop");
    }

    @Test
    void aCapabilityThatTheLabsTargetLacks() throws Exception {
        assertThat(check("  - { id: f, kind: database-failover, target: shop, at: 30s }\n", null))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("expected a target with failover (a database-failover needs it)");
    }

    @Test
    void anUnboundRole() throws Exception {
        assertThat(check("  - { id: f, kind: pod-kill, target: search, at: 30s }\n", KUBERNETES))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        "sale.yaml:10:38: the role 'search' is invalid; expected a role of environment cluster: shop");
    }

    @Test
    void aKindThatTheProviderCannotDo() throws Exception {
        assertThat(check("  - { id: f, kind: database-failover, target: shop, at: 30s }\n", KUBERNETES))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        "sale.yaml:10:47: pods of deployment web with pods, rollout, scale is invalid; expected a target with"
                                + " failover (a database-failover needs it)");
    }

    @Test
    void aRoleWithoutTheProbeThatItsFaultNeedsIsReportedInTheEnvironmentsFile() throws Exception {
        assertThat(check("  - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 30s }\n", AWS))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("place.yaml:6:17: ")
                .contains("missing probe at the role ticketing-db; expected how to see it from here"
                        + " (writer-lost is confirmed by it)");
        err.getBuffer().setLength(0);
        assertThat(check("  - { id: f, kind: process-pause, target: shop, at: 30s, duration: 60s }\n", AWS))
                .as("what AWS cannot do to a task")
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("sale.yaml:10:43: aws:ecs:task with tags {app=shop}");
    }

    @Test
    void aZoneInWhichNothingCanBeSeen() throws Exception {
        assertThat(check("  - { id: f, kind: zone-loss, target: zone-a, at: 30s, duration: 60s }\n", AWS))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("sale.yaml:10:39: zone ap-northeast-2a without a role that has a probe is invalid;"
                        + " expected at least one role with a probe in it");
        err.getBuffer().setLength(0);
        assertThat(check("  - { id: f, kind: zone-loss, target: zone-a, at: 30s, duration: 60s }\n", SEEN))
                .as("%s", err)
                .isZero();
    }

    @Test
    void aDurationThatTheServiceWouldRefuse() throws Exception {
        assertThat(check("  - { id: f, kind: zone-loss, target: zone-a, at: 30s, duration: 20s }\n", SEEN))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("20s is invalid; expected 1m to 12h");
    }

    /** A minute and a half of a zone's loss: 2 min of four actions and 1 of another, at USD 0.10 each. */
    @Test
    void aFaultThatCostsMoreThanItMayIsNeitherCheckedNorRun() throws Exception {
        String loss = "  - { id: f, kind: zone-loss, target: zone-a, at: 30s, duration: 90s }\n";
        assertThat(check(loss, SEEN + "limits: { cost: 0.90 USD }\n"))
                .as("%s", err)
                .isZero();
        for (String command : List.of("check", "plan", "run")) {
            err.getBuffer().setLength(0);
            assertThat(command(command, loss, SEEN + "limits: { cost: 0.89 USD }\n"))
                    .as(command)
                    .isEqualTo(ExitCode.USAGE);
            assertThat(err.toString())
                    .as(command)
                    .contains("a cost of 0.90 USD is invalid; expected at most 0.89 USD (the limit of")
                    .contains("place.yaml");
        }
        assertThat(directory.resolve("runs")).doesNotExist();
    }

    @Test
    void rolesThatAreWrittenWrongAreAllNamedAtTheirPlaces() throws Exception {
        String wrong = """
                crossfire: v1
                environment: staging
                aws: { region: ap-northeast-2, experiment-role: "arn:aws:iam::123456789012:role/fis" }
                roles:
                  neither: { aws: {} }
                  two: { aws: { rds-cluster: { tags: { tier: db } }, zone: { name: ap-northeast-2a, tags: { app: shop } } } }
                  no-arn: { aws: { rds-cluster: { id: ticketing } } }
                  no-tags: { aws: { zone: { name: ap-northeast-2a, tags: {} } } }
                """;
        assertThat(check("  - { id: f, kind: zone-loss, target: two, at: 30s, duration: 60s }\n", wrong))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        "place.yaml:5:19: an empty mapping is invalid; expected exactly one of rds-cluster, rds-instance,",
                        "place.yaml:6:15: rds-cluster: …, zone: … is invalid; expected exactly one of",
                        "place.yaml:7:33: id: ticketing is invalid; expected either the ARN as id, or tags that it carries",
                        "place.yaml:8:27: ",
                        "without them a fault would hit resources of others");
    }

    @Test
    void commandsThatNothingConfirmsAreRefused() throws Exception {
        String wrong = """
                crossfire: v1
                environment: laptop
                base-url: http://127.0.0.1:8080
                roles:
                  search: { commands: { pause: { inject: [a], heal: [b], verify: [c] } } }
                  queue: { commands: { pause: { inject: [a], heal: [b], verify: [c], status: [] } } }
                  mail: { commands: { pause: { inject: [a], heal: [b], verify: [c], status: [d] } } }
                """;
        assertThat(check("  - { id: f, kind: process-pause, target: search, at: 30s, duration: 9s }\n", wrong))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        "place.yaml:5:23: pause: … is invalid; expected a probe, or a status of every capability",
                        "place.yaml:6:31: inject: …, heal: …, verify: …, status: … is invalid; expected a program and its",
                        "arguments as a list for inject, heal, verify and status")
                .doesNotContain("place.yaml:7");
    }

    @Test
    void countedPodsNeedARoleOfPods() throws Exception {
        String wrong = KUBERNETES.replace("replicas: shop", "replicas: web");
        assertThat(check("  - { id: f, kind: pod-kill, target: shop, at: 30s }\n", wrong))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("place.yaml:4:22: the role 'web' without pods is invalid; expected a role of pods: shop");
    }

    @Test
    void whatIsRightIsCheckedWithoutACluster() throws Exception {
        String two = "  - { id: f, kind: pod-kill, target: { role: shop, select: { count: 2 } }, at: 30s }\n";
        assertThat(check(two, KUBERNETES)).as("%s", err).isZero();
        assertThat(out.toString()).contains("sale: no problems; 1 fault, 1 objective, environment cluster");
    }

    private int check(String faults, @Nullable String environment) throws IOException {
        return command("check", faults, environment);
    }

    private int command(String command, String faults, @Nullable String environment) throws IOException {
        String scenario = Files.writeString(directory.resolve("sale.yaml"), SCENARIO + faults)
                .toString();
        String place = environment == null
                ? "lab"
                : Files.writeString(directory.resolve("place.yaml"), environment)
                        .toString();
        try (StopSignal signal = new StopSignal()) {
            return Crossfire.run(
                    new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)),
                    signal,
                    command,
                    scenario,
                    "--env",
                    place);
        }
    }
}
