package dev.crossfire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.command.CommandRecipe;
import dev.crossfire.check.EnvironmentCheck;
import dev.crossfire.check.EnvironmentCheck.EnvironmentFindings;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.scenarios.EnvironmentReader;
import dev.crossfire.scenarios.EnvironmentReader.EnvironmentReading;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Run with {@code -Dcrossfire.docs=write} to bring the page up to date. */
class RecipePageTest {
    private static final Path FILE = Path.of("../docs/recipes.md");
    private static final String RECIPES = "{{recipes}}\n";
    private static final Kinds KINDS = Kinds.load();

    /** A fault that uses each capability. */
    private static final Map<String, String> FAULTS = Map.of(
            "cpu", "kind: cpu-stress, duration: 20s",
            "failover", "kind: database-failover",
            "kill", "kind: cache-loss, duration: 20s",
            "latency", "kind: network-latency, duration: 20s, delay: 200ms",
            "loss", "kind: network-loss, duration: 20s, share: 10%",
            "memory", "kind: memory-stress, duration: 20s, share: 50%",
            "partition", "kind: network-partition, duration: 20s",
            "pause", "kind: process-pause, duration: 20s",
            "takeover", "kind: cache-failover");

    static List<String> recipes() {
        return CommandRecipe.names();
    }

    @Test
    void thePageOfRecipesIsUpToDate() throws IOException {
        String made = frame().replace(RECIPES, RecipePage.recipes(KINDS, recipe -> offered(environment(recipe))));
        if ("write".equals(System.getProperty("crossfire.docs"))) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE)).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aScenarioWithItsFaultsIsChecked(String name) {
        EnvironmentSpec environment = environment(CommandRecipe.find(name).orElseThrow());
        String role = targets(environment).get(0).role();
        assertThat(offered(environment)).isNotEmpty();
        for (Capability capability : offered(environment)) {
            ScenarioReading reading = scenario(role, Objects.requireNonNull(FAULTS.get(capability.name())));
            assertThat(reading.problems()).isEmpty();
            EnvironmentFindings found =
                    findings(environment, reading, reading.scenario().orElseThrow());
            assertThat(found.ofScenario()).isEmpty();
            assertThat(found.ofEnvironment()).isEmpty();
        }
    }

    private static EnvironmentFindings findings(
            EnvironmentSpec environment, ScenarioReading reading, Scenario scenario) {
        return new EnvironmentCheck(KINDS, environment)
                .of(inventory -> new PlanRequest(
                        "recipe",
                        scenario,
                        environment,
                        List.of(),
                        inventory,
                        KINDS,
                        1,
                        false,
                        reading.origins(),
                        Map.of(),
                        false));
    }

    private static ScenarioReading scenario(String role, String fault) {
        String text = """
                crossfire: v1
                name: recipe
                load:
                  simulation: com.example.Checkout
                  duration: 10m
                  cohorts: { buyers: { rate: 100/s } }
                healthy: { buyers: { within: 1s, success: 99%, stable-for: 10s } }
                objectives:
                  - { id: served, error-ratio: { cohort: buyers, at-most: 5% } }
                faults:
                  - { id: broken, target: ROLE, at: 2m, FAULT }
                """;
        return new ScenarioReader(KINDS, simulation -> Optional.empty())
                .read(
                        SourceFile.of("recipe.yaml", text.replace("ROLE", role).replace("FAULT", fault)),
                        "estate",
                        List.of());
    }

    private static Set<Capability> offered(EnvironmentSpec environment) {
        Set<Capability> offered = new TreeSet<>();
        targets(environment).forEach(target -> offered.addAll(target.capabilities()));
        return offered;
    }

    private static List<Target> targets(EnvironmentSpec environment) {
        return targets(KINDS.provider("commands").orElseThrow(), environment);
    }

    private static <S, R> List<Target> targets(EnvironmentProvider<S, R> provider, EnvironmentSpec environment) {
        return Objects.requireNonNull(provider.declared(environment, provider.partOf(environment)))
                .inventory()
                .targets();
    }

    /** The recipe as it is, pasted into an environment file; every variable is set. */
    private static EnvironmentSpec environment(CommandRecipe recipe) {
        String text = "crossfire: v1\nenvironment: estate\nbase-url: https://shop.example.org\n" + recipe.text();
        EnvironmentReading reading = new EnvironmentReader(KINDS, variable -> Optional.of("jdbc:postgresql://db/shop"))
                .read(SourceFile.of(recipe.name() + ".yaml", text));
        assertThat(reading.problems()).as(recipe.name()).isEmpty();
        return reading.environment().orElseThrow();
    }

    private static String frame() throws IOException {
        try (InputStream in = Objects.requireNonNull(RecipePageTest.class.getResourceAsStream("recipes.md"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
