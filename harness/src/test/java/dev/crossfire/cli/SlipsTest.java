package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.Json;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands as people mistype them, and the messages that they get. */
class SlipsTest {
    private static final String SALE = """
            crossfire: v1
            name: sale
            load:
              simulation: TicketOpen
              parameters: { event: 42 }
              duration: 60s
              cohorts: { buyers: { rate: 100/s } }
            faults:
              - { id: f, kind: pod-kill, target: shop, at: 20s }
            objectives:
              - { id: served, error-ratio: { cohort: buyers, at-most: 5% } }
            """;
    private static final String STAGING = """
            crossfire: v1
            environment: staging
            base-url: http://127.0.0.1:1
            kubernetes: { kubeconfig: %s, namespace: shop }
            roles: { shop: { kubernetes: { deployment: web } }, search: { kubernetes: { deployment: search } } }
            """;
    private static final String CLUSTER = """
            apiVersion: v1
            kind: Config
            current-context: none
            clusters: [{ name: none, cluster: { server: "http://127.0.0.1:1" } }]
            users: [{ name: none, user: { token: none } }]
            contexts: [{ name: none, context: { cluster: none, user: none } }]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    private String refused(String... arguments) {
        assertThat(crossfire(arguments)).as("%s", err).isEqualTo(ExitCode.USAGE);
        return err.toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void noCommandShowsWhatToDoNext() {
        assertThat(refused().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("crossfire "))
                .anySatisfy(line -> assertThat(line).contains("crossfire run ticket-open-database-failover"));
    }

    @Test
    void helpIsACommand() {
        assertThat(crossfire("help", "run")).isZero();
        assertThat(out.toString()).startsWith("Usage: crossfire run ");
        assertThat(crossfire("help", "lab", "down")).isZero();
        assertThat(out.toString()).contains("Usage: crossfire lab down ");
        assertThat(crossfire("help")).isZero();
        assertThat(out.toString()).contains("Commands:");
        assertThat(refused("help", "rum")).contains("crossfire: unknown command 'rum'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --duration 2m         | --duration: it is a setting of the scenario; write --set load.duration=2m
                    --duration=2m         | --duration: it is a setting of the scenario; write --set load.duration=2m
                    --duration            | --duration: it is a setting of the scenario; write --set load.duration=VALUE
                    --warmup 5s           | --warmup: it is a setting of the scenario; write --set load.warm-up=5s
                    --rate 400/s          | --rate: it is a setting of the scenario; write --set load.cohorts.COHORT.rate=400/s
                    --at-most 5%          | --at-most: it is a setting of the scenario; write --set objectives.OBJECTIVE.at-most=5%
                    --sede 7              | --sede: did you mean --set or --seed?
                    --random-seed 7       | --random-seed: did you mean --seed?
                    --environment staging | --environment: did you mean --env?
                    --output runs/1       | --output: did you mean --out?
                    --classpath target    | --classpath: did you mean --class-path?
                    --times 3             | --times: did you mean --repeat?
                    --base-url http://x   | --base-url: the address is in the environment file of --env
                    --policy acme.yaml    | --policy: the variable CROSSFIRE_POLICY names the policy file
                    --dry-run             | --dry-run: 'crossfire plan SCENARIO' shows what a run would do
                    --zzz                 | --zzz: --help lists those there are
                    """)
    void anOptionThatThereIsNot(String options, String hint) {
        List<String> words = new ArrayList<>(List.of("run", "quick-zone-loss"));
        words.addAll(List.of(options.split(" ", -1)));
        assertThat(refused(words.toArray(String[]::new)).lines())
                .containsExactly("crossfire: unknown option " + hint, "Try 'crossfire run --help'.");
    }

    @Test
    void everyUnknownOptionIsNamed() {
        assertThat(refused("run", "quick-zone-loss", "--duration", "2m", "--sede", "7")
                        .lines())
                .filteredOn(line -> line.startsWith("crossfire: "))
                .hasSize(2);
    }

    @Test
    void aScenarioInPlaceOfACommand() {
        assertThat(refused("quick-zone-loss"))
                .contains("unknown command 'quick-zone-loss'; did you mean: crossfire run quick-zone-loss");
    }

    @Test
    void aProblemIsInTheSarifLogAtItsLineAndColumn() throws IOException {
        String sale = file("sale.yaml", SALE.replace("60s", "sixty"));
        Path log = directory.resolve("check.sarif");
        refused("check", sale, "--sarif", log.toString());
        JsonNode result = Json.read(Files.readString(log), JsonNode.class).at("/runs/0/results/0");
        assertThat(result.at("/level").asText()).isEqualTo("error");
        assertThat(result.at("/message/text").asText()).startsWith("'sixty' is invalid; expected ");
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText())
                .isEqualTo(Path.of(sale).toUri().toString());
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(6);
        assertThat(place.at("/region/startColumn").asInt()).isEqualTo(13);

        assertThat(crossfire("check", file("good.yaml", SALE), "--sarif", log.toString()))
                .isZero();
        assertThat(Files.readString(log)).contains("\"version\" : \"2.1.0\"").doesNotContain("\"error\"");
    }

    @Test
    void aFormatThatThereIsNotIsRefusedBeforeAnythingStarts() throws IOException {
        String sale = file("sale.yaml", SALE);
        assertThat(refused("run", sale, "--format", "alure"))
                .contains("--format: alure is invalid; expected one of allure, github, gitlab, html, junit, ");
        assertThat(refused("run", sale, "--json", "--json-line")).contains("--json with --json-line is invalid");
    }

    @Test
    void aScenarioAsEnvironmentAndTheOtherWayRound() throws IOException {
        String sale = file("sale.yaml", SALE);
        String staging = file("staging.yaml", STAGING.formatted("none"));
        assertThat(refused("check", sale, "--env", sale).lines())
                .containsExactly(sale
                        + ":1:1: a scenario file here is invalid; expected an environment file (give it as SCENARIO)");
        err.getBuffer().setLength(0);
        assertThat(refused("check", staging).lines())
                .containsExactly(staging
                        + ":1:1: an environment file here is invalid; expected a scenario file (give it with --env)");
        assertThat(refused("check", sale, "--env", "quick-zone-loss"))
                .contains("that is a shipped scenario: give it as SCENARIO");
        assertThat(refused("check", "lab")).contains("that is an environment: give it with --env");
        assertThat(refused("check", sale.replace(".yaml", ""))).contains("did you mean " + sale + "?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    at-most: 5%                         | max: 5%                | the key 'max' | did you mean at-most?
                    cohort: buyers,                     | scenario: buyers,      | the key 'scenario' | did you mean cohort?
                    at-most: 5%                         | at-most: 5%, fault: f  | the key 'fault' | did you mean phase: after FAULT?
                    error-ratio: { cohort: buyers, at-most: 5% } | latency: { cohort: buyers, p95: 300ms } | the key 'p95' | did you mean percentile: 95 and at-most?
                    error-ratio: { cohort: buyers, at-most: 5% } | recovery-time: { cohort: buyers, after: f, at-most: 5s } | the key 'after' | did you mean fault?
                    error-ratio: { cohort: buyers, at-most: 5% } | p95: { cohort: buyers }     | the key 'p95' | did you mean latency: { percentile: 95, at-most: … }?
                    error-ratio: { cohort: buyers, at-most: 5% } | rto: { cohort: buyers }     | the key 'rto' | did you mean recovery-time?
                    rate: 100/s                         | rps: 100               | the key 'rps' | did you mean rate?
                    target: shop,                       | role: shop,            | the key 'role' | it belongs under target, indented
                    faults:                             | chaos:                 | the key 'chaos' | did you mean faults?
                    """)
    void aSettingByAnotherToolsName(String right, String wrong, String found, String hint) throws IOException {
        assertThat(SALE).contains(right);
        String sale = file("sale.yaml", SALE.replace(right, wrong));
        assertThat(refused("check", sale).lines())
                .as("nothing else is said to be missing")
                .singleElement()
                .asString()
                .matches(".*sale[.]yaml:\\d+:\\d+: .*")
                .contains(found)
                .endsWith("(" + hint + ")");
    }

    @Test
    void aSettingWithoutItsPath() throws IOException {
        assertThat(refused("check", file("sale.yaml", SALE), "--set", "duration=2m"))
                .contains("--set duration=2m: the key 'duration'", "did you mean load.duration?");
    }

    @Test
    void aClusterThatCannotBeReachedIsNamedWithTheCause() throws IOException {
        String sale = file("sale.yaml", SALE);
        String staging = file("staging.yaml", STAGING.formatted(file("kubeconfig", CLUSTER)));
        assertThat(crossfire("plan", sale, "--env", staging)).isEqualTo(ExitCode.BROKEN);
        assertThat(err.toString().lines())
                .containsExactly("crossfire: environment staging: the cluster at http://127.0.0.1:1 cannot be reached:"
                        + " the connection was refused; the request was to read namespace kube-system. Check the server in"
                        + " the kubeconfig, or try it with kubectl");
    }

    @Test
    void aKubeconfigThatDoesNotExistIsNamed() throws IOException {
        String sale = file("sale.yaml", SALE);
        String missing = directory.resolve("nowhere/config").toString();
        String staging = file("staging.yaml", STAGING.formatted(missing));
        assertThat(crossfire("plan", sale, "--env", staging)).isEqualTo(ExitCode.BROKEN);
        assertThat(err.toString().lines())
                .containsExactly(
                        "crossfire: environment staging: the cluster of the current context cannot be used: missing"
                                + " kubeconfig " + missing + "; expected a file there; try it with kubectl");
    }

    @Test
    void aSubcommandThatThereIsNot() {
        assertThat(refused("lab", "dwn").lines())
                .containsExactly("crossfire: unknown command 'dwn'; did you mean: down", "Try 'crossfire lab --help'.");
    }

    @Test
    void aLabelWithoutAValue() {
        assertThat(refused("run", "quick-zone-loss", "--label", "release", "--label", "token=x")
                        .lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("--label: '"));
    }

    @Test
    void equalLinesArePrintedOnce() {
        assertThat(new BadInputException(List.of("a: wrong", "b: wrong", "a: wrong", "a: wrong")).lines())
                .containsExactly("a: wrong (3 times)", "b: wrong");
        ProgressLine progress = new ProgressLine(new PrintWriter(out, true), false, false);
        for (int i = 0; i < 6; i++) {
            progress.event("f is healed; still being rebuilt: the standby");
        }
        progress.event("done");
        progress.event("done");
        progress.close();
        assertThat(out.toString().lines())
                .containsExactly(
                        "  f is healed; still being rebuilt: the standby",
                        "  the same 5 times more",
                        "  done",
                        "  the same once more");
    }
}
