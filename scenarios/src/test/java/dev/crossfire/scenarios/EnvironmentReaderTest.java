package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.EnvironmentSpec.EnvironmentSettings;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.Denied;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.quantity.CountOrShare;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.EnvironmentReader.EnvironmentReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.RunClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvironmentReaderTest {
    private static final String PASSWORD = "hunter2-und-mehr";
    static final String GOOD = """
        crossfire: v1
        environment: staging
        kind: cloud
        base-url: https://staging.example.org
        protected: true
        limits: { zones: 1, pods: 30%, duration: 30m, cost: 5 USD, kinds: [ database-failover ] }
        cloud: { region: "${REGION}", password: "${secret:PASSWORD}" }
        roles:
          ticketing-db: { cluster: { tags: { app: ticketing, tier: db } } }
        """;

    record Account(String region, @Nullable Secret password) {}

    record Cluster(@Nullable String id, @Nullable Map<String, String> tags) {}

    record Role(@Nullable Cluster cluster) {}

    record Cloud(Account cloud, Map<String, Role> roles) implements EnvironmentSettings {}

    static final class CloudKind implements EnvironmentKind<Cloud> {
        @Override
        public String name() {
            return "cloud";
        }

        @Override
        public String summary() {
            return "a cloud for a test";
        }

        @Override
        public Class<Cloud> settings() {
            return Cloud.class;
        }

        @Override
        public Environment open(EnvironmentSpec spec, Cloud settings, RunClock clock) {
            throw new UnsupportedOperationException("tests of the language connect to nothing");
        }
    }

    private static EnvironmentReading read(String text) {
        Map<String, String> variables =
                Map.of("REGION", "ap-northeast-2", "PASSWORD", PASSWORD, "JDBC", "jdbc:postgresql://db/shop");
        Kinds kinds = new Kinds(TestKinds.kinds().faults(), List.of(), List.of(new CloudKind()));
        return new EnvironmentReader(kinds, name -> Optional.ofNullable(variables.get(name)))
                .read(SourceFile.of("staging.yaml", text));
    }

    private static List<String> problemsOf(String text) {
        return read(text).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void everythingIsRead() {
        EnvironmentReading reading = read(GOOD);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.environment())
                .hasValue(new EnvironmentSpec(
                        "staging",
                        "cloud",
                        URI.create("https://staging.example.org"),
                        true,
                        new Limits(
                                1,
                                null,
                                new CountOrShare.Share(new Ratio(0.3)),
                                Duration.ofMinutes(30),
                                5.0,
                                Set.of("database-failover"),
                                new Denied(Set.of(), Set.of()),
                                Map.of(
                                        "zones", "staging.yaml:6:18",
                                        "pods", "staging.yaml:6:27",
                                        "duration", "staging.yaml:6:42",
                                        "cost", "staging.yaml:6:53",
                                        "kinds", "staging.yaml:6:67")),
                        new Cloud(
                                new Account("ap-northeast-2", new Secret(PASSWORD)),
                                Map.of(
                                        "ticketing-db",
                                        new Role(new Cluster(null, Map.of("app", "ticketing", "tier", "db")))))));
    }

    @Test
    void whereWritesCanBeReadIsRead() {
        String ledger = "ledger: { jdbc: \"${secret:JDBC}\", user: reader, password: \"${secret:PASSWORD}\" }\n";
        assertThat(read(GOOD + ledger)
                        .environment()
                        .orElseThrow()
                        .observability()
                        .ledger())
                .isEqualTo(new ObservabilityConfig.RecordsAccess(
                        new Secret("jdbc:postgresql://db/shop"), "reader", new Secret(PASSWORD), null, null));
        assertThat(problemsOf(GOOD + "ledger: { query: select 1 }\n"))
                .hasSize(1)
                .allMatch(line -> line.contains(
                        "query without jdbc is invalid; expected 'jdbc' beside it, such as ${secret:NAME}"));
        assertThat(problemsOf(GOOD + "ledger: { jdbc: \"${secret:PASSWORD}\" }\n"))
                .hasSize(1)
                .allMatch(line -> line.contains("a secret that is not a JDBC URL") && !line.contains(PASSWORD));
    }

    @Test
    void aSecretIsShownNowhere() {
        EnvironmentReading reading = read(GOOD);
        assertThat(reading.toString()).contains("***").doesNotContain(PASSWORD);
        Cloud settings = (Cloud) reading.environment().orElseThrow().settings();
        assertThat(Json.line(settings)).contains("***").doesNotContain(PASSWORD);
        assertThat(settings.cloud().password()).isEqualTo(new Secret(PASSWORD));
    }

    @Test
    void aSecretInTheWrongPlaceIsRefusedUnseen() {
        String wrong = GOOD.replace("${REGION}", "x-${secret:PASSWORD}")
                .replace("30m", "\"${secret:PASSWORD}\"")
                .replace("zones: 1", "zones: \"${secret:PASSWORD}\"");
        assertThat(problemsOf(wrong))
                .hasSize(3)
                .contains("staging.yaml:7:18: 'x-${secret:PASSWORD}' is invalid; expected a string")
                .noneMatch(line -> line.contains(PASSWORD));
    }

    @Test
    void aSecretInPlainTextIsRefusedUnrepeated() {
        assertThat(problemsOf(GOOD.replace("${secret:PASSWORD}", PASSWORD)))
                .containsExactly(
                        "staging.yaml:7:41: '…' is invalid; expected a secret that is not empty, such as ${secret:NAME}"
                                + " (keep secrets out of files: give it in the process environment and name it here)");
    }

    @Test
    void whatIsMissingIsNamedWithItsLine() {
        assertThat(problemsOf(GOOD.replace("${REGION}", "${REGIO}").replace("secret:PASSWORD", "secret:PASS")))
                .containsExactly(
                        "staging.yaml:7:18: '${REGIO}' (not set) is invalid; expected the variable REGIO in the process"
                                + " environment (export REGIO)",
                        "staging.yaml:7:40: '${secret:PASS}' (not set) is invalid; expected the variable PASS in the"
                                + " process environment (export PASS)");
    }

    @Test
    void everyMistakeIsReportedInOnePass() {
        String wrong = GOOD.replace("crossfire: v1", "crossfire: v2")
                .replace("https:", "ftp:")
                .replace("protected: true", "protected: yes")
                .replace("zones: 1", "zones: one, targets: -1")
                .replace("30%", "many")
                .replace("5 USD", "$5")
                .replace("[ database-failover ]", "[ database-failver ]")
                .replace("tags:", "tag:")
                .replace("region:", "regoin:");
        assertThat(problemsOf(wrong))
                .containsExactly(
                        "staging.yaml:1:12: version 'v2' is invalid; expected v1 (this Crossfire reads v1 only)",
                        "staging.yaml:4:11: 'ftp://staging.example.org' is invalid; expected an address, such as"
                                + " https://staging.example.org",
                        "staging.yaml:5:12: 'yes' is invalid; expected true or false (did you mean true?)",
                        "staging.yaml:6:18: 'one' is invalid; expected a whole number",
                        "staging.yaml:6:32: the number -1 is invalid; expected 0 or more",
                        "staging.yaml:6:42: 'many' is invalid; expected a number or a share, such as 3 or 30%",
                        "staging.yaml:6:69: '$5' is invalid; expected an amount, such as 5 USD (did you mean 5 USD?)",
                        "staging.yaml:6:80: the fault kind 'database-failver' is invalid; expected one of:"
                                + " database-failover, link-slow (did you mean database-failover?)",
                        "staging.yaml:7:10: the key 'regoin' is invalid; expected one of: region, password (did you"
                                + " mean region?)",
                        "staging.yaml:9:30: the key 'tag' is invalid; expected one of: id, tags (did you mean tags?)");
    }

    @Test
    void anUnknownKindIsReportedOnce() {
        assertThat(problemsOf(GOOD.replace("kind: cloud", "kind: clod")))
                .containsExactly(
                        "staging.yaml:3:7: the environment kind 'clod' is invalid; expected cloud (did you mean"
                                + " cloud?)");
    }

    @Test
    void withoutLimitsAndProtectionNothingIsLimited() {
        String bare = "crossfire: v1\nenvironment: e\nkind: cloud\ncloud: { region: here }\nroles: {}\n";
        assertThat(read(bare).environment())
                .hasValue(new EnvironmentSpec(
                        "e", "cloud", null, false, Limits.NONE, new Cloud(new Account("here", null), Map.of())));
    }
}
