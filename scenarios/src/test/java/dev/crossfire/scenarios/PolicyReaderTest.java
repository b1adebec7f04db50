package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.Denied;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.model.quantity.CountOrShare;
import dev.crossfire.scenarios.PolicyReader.PolicyReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
    static final String GOOD = """
        crossfire: v1
        policy: acme
        limits:
          duration: 10m
          deny: { tags: [ tier=payments, hands-off ], namespaces: [ kube-system ] }
        environments:
          production: { pods: 2, kinds: [] }
          staging: { zones: 1 }
        """;

    private static PolicyReading read(String text, String environment) {
        return new PolicyReader(TestKinds.kinds()).read(SourceFile.of("acme.yaml", text), environment);
    }

    @Test
    void generalLimitsApplyBesideThoseOfOneEnvironment() {
        Limits everywhere = new Limits(
                null,
                null,
                null,
                Duration.ofMinutes(10),
                null,
                null,
                new Denied(Set.of("tier=payments", "hands-off"), Set.of("kube-system")),
                Map.of("duration", "acme.yaml:4:13", "deny", "acme.yaml:5:9"));
        Limits production = new Limits(
                null,
                null,
                new CountOrShare.Count(2),
                null,
                null,
                Set.of(),
                new Denied(Set.of(), Set.of()),
                Map.of("pods", "acme.yaml:7:23", "kinds", "acme.yaml:7:33"));
        PolicyReading reading = read(GOOD, "production");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.limits())
                .containsExactly(
                        new LimitSource("the policy acme", everywhere), new LimitSource("the policy acme", production));
        assertThat(read(GOOD, "lab").limits()).containsExactly(new LimitSource("the policy acme", everywhere));
    }

    @Test
    void everyMistakeIsReportedForEveryEnvironment() {
        String wrong = GOOD.replace("v1", "v2")
                .replace("duration: 10m", "duration: 10")
                .replace("kinds: []", "kinds: [ database-failver ]")
                .replace("zones: 1", "zones: -1");
        PolicyReading reading = read(wrong, "lab");
        assertThat(reading.limits()).isEmpty();
        assertThat(reading.problems().stream().map(Problem::toString).toList())
                .isEqualTo(List.of(
                        "acme.yaml:1:12: version 'v2' is invalid; expected v1 (this Crossfire reads v1 only)",
                        "acme.yaml:4:13: the number 10 is invalid; expected a duration, such as 500ms, 10s, 2m or 1h30m"
                                + " (the unit is missing: 10s or 10ms?)",
                        "acme.yaml:7:33: the fault kind 'database-failver' is invalid; expected one of:"
                                + " database-failover, link-slow (did you mean database-failover?)",
                        "acme.yaml:8:21: the number -1 is invalid; expected 0 or more"));
    }
}
