package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.Denied;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.quantity.CountOrShare;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.EnvironmentReader.EnvironmentReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider;
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
        base-url: https://staging.example.org
        protected: true
        limits: { zones: 1, pods: 30%, duration: 30m, cost: 5 USD, kinds: [ database-failover ] }
        cloud: { region: "${REGION}", password: "${secret:PASSWORD}" }
        roles:
          ticketing-db: { cloud: { cluster: { tags: { app: ticketing, tier: db } } } }
        """;

    record Account(String region, @Nullable Secret password) {}

    record Cluster(@Nullable String id, @Nullable Map<String, String> tags) {}

    record Role(@Nullable Cluster cluster) {}

    static final class CloudProvider implements EnvironmentProvider<Account, Role> {
        @Override
        public String name() {
            return "cloud";
        }

        @Override
        public String summary() {
            return "a cloud for a test";
        }

        @Override
        public Class<Account> settings() {
            return Account.class;
        }

        @Override
        public Class<Role> role() {
            return Role.class;
        }

        @Override
        public Environment open(EnvironmentSpec environment, ProviderSettings<Account, Role> own, RunClock clock) {
            throw new UnsupportedOperationException("tests of the language connect to nothing");
        }
    }

    record Server(@Nullable String url) {}

    record Link(String proxy, String probe) {}

    /** A provider whose section may be left out, and whose roles have a probe. */
    static final class LinkProvider implements EnvironmentProvider<Server, Link> {
        @Override
        public String name() {
            return "links";
        }

        @Override
        public String summary() {
            return "links for a test";
        }

        @Override
        public Class<Server> settings() {
            return Server.class;
        }

        @Override
        public Class<Link> role() {
            return Link.class;
        }

        @Override
        public Environment open(EnvironmentSpec environment, ProviderSettings<Server, Link> own, RunClock clock) {
            throw new UnsupportedOperationException("tests of the language connect to nothing");
        }
    }

    private static EnvironmentReading read(String text) {
        Map<String, String> variables =
                Map.of("REGION", "ap-northeast-2", "PASSWORD", PASSWORD, "JDBC", "jdbc:postgresql://db/shop");
        Kinds kinds =
                new Kinds(TestKinds.kinds().faults(), List.of(), List.of(new CloudProvider(), new LinkProvider()));
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
                                        "zones", "staging.yaml:5:18",
                                        "pods", "staging.yaml:5:27",
                                        "duration", "staging.yaml:5:42",
                                        "cost", "staging.yaml:5:53",
                                        "kinds", "staging.yaml:5:67")),
                        Map.of(
                                "cloud",
                                new ProviderSettings<>(
                                        new Account("ap-northeast-2", new Secret(PASSWORD)),
                                        Map.of(
                                                "ticketing-db",
                                                new Role(new Cluster(
                                                        null, Map.of("app", "ticketing", "tier", "db"))))))));
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
        Account account =
                new CloudProvider().partOf(reading.environment().orElseThrow()).settings();
        assertThat(Json.line(account)).contains("***").doesNotContain(PASSWORD);
        assertThat(account.password()).isEqualTo(new Secret(PASSWORD));
    }

    @Test
    void aSecretInTheWrongPlaceIsRefusedUnseen() {
        String wrong = GOOD.replace("${REGION}", "x-${secret:PASSWORD}")
                .replace("30m", "\"${secret:PASSWORD}\"")
                .replace("zones: 1", "zones: \"${secret:PASSWORD}\"");
        assertThat(problemsOf(wrong))
                .hasSize(3)
                .contains("staging.yaml:6:18: 'x-${secret:PASSWORD}' is invalid; expected a string")
                .noneMatch(line -> line.contains(PASSWORD));
    }

    @Test
    void aSecretInPlainTextIsRefusedUnrepeated() {
        assertThat(problemsOf(GOOD.replace("${secret:PASSWORD}", PASSWORD)))
                .containsExactly(
                        "staging.yaml:6:41: '…' is invalid; expected a secret that is not empty, such as ${secret:NAME}"
                                + " (keep secrets out of files: give it in the process environment and name it here)");
    }

    @Test
    void whatIsMissingIsNamedWithItsLine() {
        assertThat(problemsOf(GOOD.replace("${REGION}", "${REGIO}").replace("secret:PASSWORD", "secret:PASS")))
                .containsExactly(
                        "staging.yaml:6:18: '${REGIO}' (not set) is invalid; expected the variable REGIO in the process"
                                + " environment (export REGIO)",
                        "staging.yaml:6:40: '${secret:PASS}' (not set) is invalid; expected the variable PASS in the"
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
                        "staging.yaml:3:11: 'ftp://staging.example.org' is invalid; expected an address, such as"
                                + " https://staging.example.org",
                        "staging.yaml:4:12: 'yes' is invalid; expected true or false (did you mean true?)",
                        "staging.yaml:5:18: 'one' is invalid; expected a whole number",
                        "staging.yaml:5:32: the number -1 is invalid; expected 0 or more",
                        "staging.yaml:5:42: 'many' is invalid; expected a number or a share, such as 3 or 30%",
                        "staging.yaml:5:69: '$5' is invalid; expected an amount, such as 5 USD (did you mean 5 USD?)",
                        "staging.yaml:5:80: the fault kind 'database-failver' is invalid; expected one of:"
                                + " database-failover, link-slow (did you mean database-failover?)",
                        "staging.yaml:6:10: the key 'regoin' is invalid; expected one of: region, password (did you"
                                + " mean region?)",
                        "staging.yaml:8:39: the key 'tag' is invalid; expected one of: id, tags (did you mean tags?)");
    }

    @Test
    void anUnknownProviderIsReportedWhereItIsNamed() {
        assertThat(problemsOf(GOOD.replace("cloud:", "clod:")))
                .hasSize(2)
                .allMatch(line -> line.contains("the key 'clod' is invalid; expected one of: ")
                        && line.endsWith("(did you mean cloud?)"));
    }

    @Test
    void aRoleIsPlayedBySeveralProvidersThatShareItsProbe() {
        EnvironmentSpec environment = read(GOOD.replace(
                        "roles:\n", "roles:\n  cache: { cloud: {}, links: { proxy: c }, probe: here }\n"))
                .environment()
                .orElseThrow();
        assertThat(new CloudProvider().partOf(environment).roles()).containsKeys("cache", "ticketing-db");
        assertThat(new LinkProvider().partOf(environment))
                .isEqualTo(new ProviderSettings<>(new Server(null), Map.of("cache", new Link("c", "here"))));
    }

    @Test
    void whatARoleLacksOrHasTooMuchIsReported() {
        assertThat(problemsOf(GOOD
                        + "  cache: { links: { proxy: c } }\n"
                        + "  queue: { probe: here }\n"
                        + "  shop: { cloud: {}, probe: here }\n"))
                .containsExactly(
                        "staging.yaml:9:10: missing probe; expected a string",
                        "staging.yaml:10:10: a role that nothing plays is invalid; expected one of: cloud, links with"
                                + " its target",
                        "staging.yaml:11:29: a probe is invalid; expected none: what plays this role is confirmed"
                                + " without one");
    }

    @Test
    void aProviderOfARoleNeedsItsSection() {
        String bare = "crossfire: v1\nenvironment: e\nroles: { db: { cloud: {} } }\n";
        assertThat(problemsOf(bare))
                .containsExactly("staging.yaml:1:1: missing cloud; expected a mapping with region, password (it plays"
                        + " the role db)");
    }

    @Test
    void anAddressAloneIsAnEnvironment() {
        String bare = "crossfire: v1\nenvironment: e\nbase-url: http://localhost:8080\n";
        assertThat(read(bare).environment().orElseThrow().providers()).isEmpty();
    }

    @Test
    void withoutLimitsAndProtectionNothingIsLimited() {
        String bare = "crossfire: v1\nenvironment: e\ncloud: { region: here }\nroles: {}\n";
        assertThat(read(bare).environment())
                .hasValue(new EnvironmentSpec(
                        "e",
                        null,
                        false,
                        Limits.NONE,
                        Map.of("cloud", new ProviderSettings<>(new Account("here", null)))));
    }
}
