package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.aws.AwsSettings;
import dev.crossfire.chaos.lab.LabDescriptor;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.plan.Planner;
import dev.crossfire.scenarios.PolicyReader;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.simulations.ShippedSimulation;
import dev.crossfire.spi.Kinds;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot or may not be done is refused by {@code check} or {@code plan}, at its place in the file. */
class RefusalsTest {
    private static final Kinds KINDS = Kinds.load();
    private static final String SALE = """
        crossfire: v1
        name: sale
        load:
          simulation: TicketOpen
          parameters: { event: 42 }
          duration: 90s
          cohorts: { browsers: { rate: 100/s }, buyers: { rate: 100/s } }
        objectives:
          - { id: served, error-ratio: { cohort: buyers, at-most: 5% } }
        faults:
        """;
    private static final Set<Capability> ZONE = Set.of(Capability.POWER, Capability.ISOLATION);
    private static final Set<Capability> CACHE = Set.of(Capability.KILL, Capability.FLUSH, Capability.TAKEOVER);
    private static final Inventory INVENTORY = new Inventory(
            "lab",
            List.of("a", "b"),
            List.of(
                    target("zone-a", "aws:zone", "a", ZONE),
                    target("zone-b", "aws:zone", "b", ZONE),
                    target("shop", "aws:ecs:task", "a", Set.of(Capability.PODS, Capability.PAUSE)),
                    target("ticketing-cache", "aws:elasticache:replicationgroup", null, CACHE),
                    target("ticketing-db", "aws:rds:cluster", null, Set.of(Capability.FAILOVER))));

    private static final URI LOOPBACK = URI.create("http://127.0.0.1:1");

    private static final Map<String, Object> SETTINGS = Map.of(
            "aws",
            new AwsSettings("ap-northeast-2", null, "arn:aws:iam::123456789012:role/crossfire-fis", null, null),
            "lab",
            new LabDescriptor(
                    LOOPBACK,
                    LOOPBACK,
                    new LabDescriptor.SigningKey("key", new Secret("secret")),
                    "lab-1",
                    "000000000000",
                    null,
                    new LabDescriptor.DatabaseLogin("jdbc:postgresql://127.0.0.1:1/shop", "shop", new Secret("secret")),
                    List.of(),
                    List.of()));

    private static Target target(String role, String type, @Nullable String zone, Set<Capability> capabilities) {
        return new Target(role, type, role + "-1", zone, capabilities, Map.of(), URI.create("tcp://127.0.0.1:1"));
    }

    /** Every message about faults, an entry of a list each; beginning in line 11. */
    private static List<String> problemsOf(String faults) {
        return problemsOf(faults, List.of());
    }

    private static List<String> problemsOf(String faults, List<LimitSource> policy) {
        return problemsOf(faults, policy, "lab");
    }

    private static List<String> problemsOf(String faults, List<LimitSource> policy, String provider) {
        ScenarioReading reading = new ScenarioReader(KINDS, name -> ShippedSimulation.find(name)
                        .map(shipped -> new SimulationInfo(shipped.healthy(), List.of("event"))))
                .read(SourceFile.of("sale.yaml", SALE + faults), "lab", List.of());
        if (!reading.problems().isEmpty()) {
            return reading.problems().stream().map(Problem::toString).toList();
        }
        PlanRequest request = new PlanRequest(
                "run-1",
                reading.scenario().orElseThrow(),
                new EnvironmentSpec(
                        "lab",
                        null,
                        false,
                        Limits.NONE,
                        Map.of(provider, new ProviderSettings<>(Objects.requireNonNull(SETTINGS.get(provider))))),
                policy,
                INVENTORY,
                KINDS,
                1,
                false,
                reading.origins(),
                Map.of(),
                false);
        return Planner.plan(request).problems().stream()
                .map(reading::traced)
                .map(Problem::toString)
                .toList();
    }

    @Test
    void anUnknownKind() {
        assertThat(problemsOf("  - { id: f, kind: zone-los, target: zone-a, at: 30s }\n"))
                .singleElement()
                .asString()
                .startsWith("sale.yaml:11:20: the fault kind 'zone-los' is invalid; expected one of: ")
                .endsWith("(did you mean zone-loss?)");
    }

    @Test
    void aTargetThatDoesNotLetItBeDone() {
        assertThat(problemsOf("  - { id: f, kind: zone-loss, target: shop, at: 30s, duration: 10s }\n"))
                .containsExactly("sale.yaml:11:39: shop-1 with pause, pods is invalid;"
                        + " expected a target with power (a zone-loss needs it)");
    }

    @Test
    void zonesLostTogetherBeyondTheLimit() {
        List<LimitSource> policy = new PolicyReader(KINDS)
                .read(SourceFile.of("acme.yaml", "crossfire: v1\npolicy: acme\nlimits: { zones: 1 }\n"), "lab")
                .limits();
        String both = """
              - { id: first, kind: zone-loss, target: zone-a, at: 30s, duration: 20s }
              - { id: second, kind: zone-loss, target: zone-b, at: 40s, duration: 20s }
            """;
        assertThat(problemsOf(both, policy))
                .containsExactly(
                        "sale.yaml:12:44: 2 zones lost at one time (first, second) is invalid; expected at most 1"
                                + " (the limit of the policy acme, acme.yaml:3:18)");
        assertThat(problemsOf(both)).isEmpty();
        String sequence = both.replace("at: 40s", "after: { fault: first, event: cleared, delay: 5s }");
        assertThat(problemsOf(sequence, policy)).isEmpty();
    }

    @Test
    void aFaultThatLastsLongerThanTheRun() {
        assertThat(problemsOf("  - { id: f, kind: zone-loss, target: zone-a, at: 30s, duration: 2m }\n"))
                .containsExactly("sale.yaml:11:66: a fault of 2m from 30s is invalid; expected an end by 1m30s,"
                        + " when the load ends");
        assertThat(problemsOf("  - { id: f, kind: pod-kill, target: shop, at: 30s, rate: 1/s, during: 2m }\n"))
                .containsExactly("sale.yaml:11:72: a fault of 2m from 30s is invalid; expected an end by 1m30s,"
                        + " when the load ends");
    }

    @Test
    void anActionOfTheFaultInjectionServiceLastsAsLongAsItsFaultOrNotAtAll() {
        String action = "  - { id: f, kind: fis, target: shop, at: 30s, action: aws:ecs:stop-task, target-key: Tasks,"
                + " shows: replaced";
        assertThat(problemsOf(action + " }\n"))
                .singleElement()
                .asString()
                .startsWith("sale.yaml:11:5: missing duration; expected a duration, such as 30s");
        assertThat(problemsOf(action + ", once: true, duration: 10s }\n"))
                .singleElement()
                .asString()
                .contains("the key 'duration' is invalid; expected none");
        assertThat(problemsOf(action + ", once: true, parameters: { startAfterDuration: PT12H } }\n"))
                .singleElement()
                .asString()
                .startsWith("sale.yaml:11:5: ")
                .endsWith(
                        "expected parameters without durations because of 'once', but startAfterDuration: PT12H is one;"
                                + " give the fault a duration instead");
    }

    @Test
    void aFaultThatTheFaultInjectionServiceWouldRefuseWhileTheLoadRuns() {
        String loss = "  - { id: f, kind: zone-loss, target: zone-a, at: 20s, duration: ";
        assertThat(problemsOf(loss + "59s }\n", List.of(), "aws"))
                .containsExactly("sale.yaml:11:66: 59s is invalid; expected 1m to 12h"
                        + " (AWS FIS accepts no shorter or longer action)");
        assertThat(problemsOf(loss + "1m }\n", List.of(), "aws")).isEmpty();
        assertThat(problemsOf(loss + "59s }\n")).as("the lab takes any").isEmpty();
        String failover = "  - { id: f, kind: database-failover, target: ticketing-db, at: 20s }\n";
        assertThat(problemsOf(failover, List.of(), "aws")).as("it has none").isEmpty();
    }

    @Test
    void aSelectionOfNothing() {
        assertThat(problemsOf("  - { id: f, kind: process-pause, target: { role: shop, select: { share: 40% } },"
                        + " at: 30s, duration: 5s }\n"))
                .containsExactly("sale.yaml:11:74: 40% of 1, less than one target is invalid;"
                        + " expected a share of at least one target");
        assertThat(problemsOf("  - { id: f, kind: process-pause, target: { role: shop, select: { count: 0 } },"
                        + " at: 30s, duration: 5s }\n"))
                .containsExactly("sale.yaml:11:74: the number 0 is invalid; expected 1 or more");
        assertThat(problemsOf("  - { id: f, kind: process-pause, target: shops, at: 30s, duration: 5s }\n"))
                .containsExactly("sale.yaml:11:43: the role 'shops' is invalid; expected a role of environment lab:"
                        + " shop, ticketing-cache, ticketing-db, zone-a, zone-b");
    }

    @Test
    void aCacheOutageNeedsADurationAndAFlushHasNone() {
        String loss = "  - { id: f, kind: cache-loss, target: ticketing-cache, at: 30s";
        assertThat(problemsOf(loss + ", duration: 10s }\n")).isEmpty();
        assertThat(problemsOf(loss + ", mode: flush }\n")).isEmpty();
        assertThat(problemsOf(loss + " }\n"))
                .containsExactly("sale.yaml:11:5: missing duration; expected a duration, such as 30s"
                        + " (a cache-loss needs a duration)");
        assertThat(problemsOf(loss + ", mode: flush, duration: 10s }\n"))
                .containsExactly(
                        "sale.yaml:11:89: the key 'duration' is invalid; expected none (a cache-loss ends by itself)");
        assertThat(problemsOf(loss + ", mode: drowns, duration: 10s }\n"))
                .singleElement()
                .asString()
                .startsWith("sale.yaml:11:72: ")
                .contains("'drowns'", "flush");
    }

    @Test
    void aDatabaseIsNoCache() {
        assertThat(problemsOf("  - { id: f, kind: cache-failover, target: ticketing-db, at: 30s }\n"))
                .containsExactly("sale.yaml:11:44: ticketing-db-1 with failover is invalid;"
                        + " expected a target with takeover (a cache-failover needs it)");
        assertThat(problemsOf("  - { id: f, kind: database-failover, target: ticketing-cache, at: 30s }\n"))
                .containsExactly("sale.yaml:11:47: ticketing-cache-1 with flush, kill, takeover is invalid;"
                        + " expected a target with failover (a database-failover needs it)");
    }
}
