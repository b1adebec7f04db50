package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.check.EnvironmentCheck;
import dev.crossfire.environment.LabDescription;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.process.StopSignal;
import dev.crossfire.scenarios.EnvironmentReader;
import dev.crossfire.scenarios.EnvironmentReader.EnvironmentReading;
import dev.crossfire.scenarios.PolicyReader;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.simulations.ShippedSimulation;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** Every example in the documentation is read by the reader it is for, and every command that plans is planned. */
class DocExamplesTest {
    private static final Kinds KINDS = Kinds.load();

    private static final Map<String, String> SCENARIO = parts("""
        crossfire: v1
        name: base
        load:
          simulation: TicketOpen
          warm-up: 10s
          duration: 10m
          cohorts: { browsers: { rate: 100/s }, buyers: { rate: 100/s } }
        ledger: { http: { path: /orders, id: /id, key: /key, item: [/event, /seat] } }
        faults:
          - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 2m }
        objectives:
          - { id: served, error-ratio: { cohort: buyers, at-most: 5% } }
        """);
    private static final Map<String, String> ENVIRONMENT = parts("""
        crossfire: v1
        environment: base
        base-url: https://shop.example.org
        kubernetes: { namespace: shop }
        roles: { shop: { kubernetes: { deployment: web } } }
        """);

    static List<DocBlock> yaml() throws IOException {
        return DocBlock.all().stream()
                .filter(block -> block.isYaml() && !block.isWorkflow())
                .toList();
    }

    static List<DocBlock> withCommands() throws IOException {
        return DocBlock.all().stream()
                .filter(block -> !block.commands().isEmpty())
                .toList();
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(yaml()).hasSizeGreaterThan(20);
        assertThat(withCommands()).hasSizeGreaterThan(20);
        assertThatThrownBy(() -> understood(List.of("run", "--bogus"))).isInstanceOf(ParameterException.class);
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void anExampleIsReadByItsReader(DocBlock block) {
        assertThat(problems(block)).as("%s", block).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void aCommandIsUnderstood(DocBlock block) {
        for (List<String> command : block.commands()) {
            assertThatCode(() -> understood(command))
                    .as("%s: %s", block, command)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void aCommandThatPlansCanBePlanned(DocBlock block) throws Exception {
        for (List<String> command : block.commands()) {
            if (List.of("run", "plan", "check").contains(command.get(0))
                    && command.size() > 1
                    && !command.get(1).startsWith("-")) {
                assertThat(planned(block, command)).as("%s: %s", block, command).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withCommands")
    void aSettingOfACommandChangesTheScenario(DocBlock block) throws Exception {
        for (List<String> command : block.commands()) {
            for (String setting : settings(command)) {
                String text = text(block, command.get(1));
                assertThat(scenario(command.get(1), text, List.of(setting)).scenario())
                        .as("%s: %s", block, setting)
                        .isNotEqualTo(scenario(command.get(1), text, List.of()).scenario());
            }
        }
    }

    /** Parses it; what a shell fills in is a number. */
    static void understood(List<String> command) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Terminal terminal = new Terminal(nowhere, nowhere);
        try (StopSignal signal = new StopSignal()) {
            Crossfire.commandLine(terminal, Crossfire.commands(terminal, signal, KINDS, "none"), null)
                    .parseArgs(command.stream()
                            .map(word -> word.replaceAll("\\$[a-z]+", "350"))
                            .toArray(String[]::new));
        }
    }

    private static List<Problem> problems(DocBlock block) {
        if (block.isWhole("policy")) {
            return new PolicyReader(KINDS)
                    .read(source(block.toString(), block.text()), "lab")
                    .problems();
        }
        if (block.isWhole("environment")) {
            return environment(block.toString(), block.text()).problems();
        }
        if (block.isWhole("name")) {
            return scenario(block.toString(), block.text(), List.of()).problems();
        }
        boolean list = block.text().strip().startsWith("- ");
        Map<String, String> parts = parts(list ? "objectives:\n" + block.text() : block.text());
        assertThat(parts).as("%s: its keys", block).isNotEmpty();
        boolean ofScenario =
                SCENARIO.keySet().containsAll(parts.keySet()) && !block.text().contains("jdbc:");
        Map<String, String> whole = new LinkedHashMap<>(ofScenario ? SCENARIO : ENVIRONMENT);
        whole.putAll(parts);
        String text = String.join("", whole.values());
        return ofScenario
                ? scenario(block.toString(), text, List.of()).problems()
                : environment(block.toString(), text).problems();
    }

    /** Plans what a command names, on the lab or on the environment that its page shows. */
    private static List<Problem> planned(DocBlock block, List<String> command) throws Exception {
        int env = command.indexOf("--env");
        boolean onLab = env < 0 || command.get(env + 1).startsWith("lab");
        List<String> sets = settings(command);
        String text = text(block, command.get(1));
        EnvironmentSpec place = onLab
                ? LabDescription.spec()
                : environment(block.page(), environmentOf(block)).environment().orElseThrow();
        ScenarioReading reading = scenario(command.get(1), text, sets);
        if (!reading.problems().isEmpty()) {
            return reading.problems();
        }
        Scenario scenario = reading.scenario().orElseThrow();
        EnvironmentCheck.EnvironmentFindings found = new EnvironmentCheck(KINDS, place)
                .of(inventory -> new PlanRequest(
                        "doc",
                        scenario,
                        place,
                        List.of(),
                        inventory,
                        KINDS,
                        1,
                        false,
                        reading.origins(),
                        Map.of(),
                        false));
        return Stream.concat(found.ofScenario().stream(), found.ofEnvironment().stream())
                .toList();
    }

    private static List<String> settings(List<String> command) {
        List<String> sets = new ArrayList<>();
        for (int i = 0; i + 1 < command.size(); i++) {
            if (command.get(i).equals("--set")) {
                sets.add(command.get(i + 1).replace("$rate", "350"));
            }
        }
        return sets;
    }

    /** A shipped scenario, the one that the page shows, or a copy of the main one, with which pages begin. */
    private static String text(DocBlock block, String name) throws IOException {
        Optional<SourceFile> shipped = ScenarioLibrary.find(name);
        if (shipped.isPresent()) {
            return shipped.get().text();
        }
        List<DocBlock> whole = DocBlock.all().stream()
                .filter(one -> one.page().equals(block.page()) && one.isWhole("name"))
                .filter(one -> one.text().contains("name: " + name.replace(".yaml", "") + " ")
                        || one.text().contains("name: " + name.replace(".yaml", "") + "\n"))
                .toList();
        return whole.isEmpty()
                ? ScenarioLibrary.find(ScenarioLibrary.names().get(0))
                        .orElseThrow()
                        .text()
                : whole.get(0).text();
    }

    private static String environmentOf(DocBlock block) throws IOException {
        return DocBlock.all().stream()
                .filter(one -> one.isWhole("environment"))
                .sorted((a, b) ->
                        Boolean.compare(b.page().equals(block.page()), a.page().equals(block.page())))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** What is wrong with a setting of the main scenario, under a user's own simulation. */
    static List<Problem> problemsOfSetting(String setting) throws IOException {
        String main = ScenarioLibrary.find(ScenarioLibrary.names().get(0))
                .orElseThrow()
                .text();
        String own = main.replace("simulation: TicketOpen", "simulation: com.example.Checkout");
        return scenario("main", own, List.of(setting)).problems();
    }

    private static ScenarioReading scenario(String name, String text, List<String> sets) {
        return new ScenarioReader(KINDS, simulation -> ShippedSimulation.find(simulation)
                        .map(shipped -> new SimulationInfo(
                                shipped.healthy(),
                                List.copyOf(shipped.load().parameters().keySet()))))
                .read(source(name, text), "lab", sets);
    }

    /** Every variable is set, to what can be a secret of any kind. */
    private static EnvironmentReading environment(String name, String text) {
        return new EnvironmentReader(KINDS, variable -> Optional.of("jdbc:postgresql://db/shop"))
                .read(source(name, text));
    }

    private static SourceFile source(String name, String text) {
        return SourceFile.of(name, text);
    }

    /** A file by its top-level keys; comments before the first are left out. */
    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        String key = "";
        for (String line : text.split("\n", -1)) {
            if (line.matches("[a-z-]+:.*")) {
                key = line.substring(0, line.indexOf(':'));
            }
            if (!key.isEmpty() && !line.isBlank()) {
                parts.merge(key, line + "\n", String::concat);
            }
        }
        return parts;
    }
}
