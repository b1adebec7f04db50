package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.model.load.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A simulation's own assertions come out as they do under Gatling alone, which runs the same simulation beside. */
@Timeout(120)
@Tag("live")
class OwnAssertionsTest {
    private static final int ASSERTIONS_FAILED = 2;
    private static final Pattern LINE = Pattern.compile("(.+) : (true|false) \\((?:actual : (\\S+)|.*)\\)");

    @TempDir
    Path temp;

    /** What Gatling prints of an assertion. */
    private record Printed(boolean held, String actual) {}

    @Test
    void assertionsAreEvaluatedAsByGatlingAlone() throws Exception {
        try (PlantingServer server = new PlantingServer()) {
            Map<String, Printed> alone = alone(server);
            List<AssertionResult> ours = recorded(server);
            assertThat(alone).hasSizeGreaterThan(ours.size());
            assertThat(ours).hasSize(19);
            for (AssertionResult result : ours) {
                Map<String, Printed> same = result.text().startsWith("Every request")
                        ? forAll(alone, result.text())
                        : Map.of(result.text(), Objects.requireNonNull(alone.get(result.text()), result.text()));
                assertThat(result.held())
                        .as(result + " beside " + same)
                        .isEqualTo(same.values().stream().allMatch(Printed::held));
                if (result.unit().equals("requests") && same.size() == 1) {
                    same.values().forEach(one -> assertThat(String.valueOf(result.actual()))
                            .as(result.text())
                            .isEqualTo(one.actual()));
                }
            }
            assertThat(ours.stream().filter(one -> Boolean.FALSE.equals(one.held())))
                    .hasSize(6);
            assertThat(ours.stream().filter(one -> one.text().contains("nobody")))
                    .allMatch(one -> one.detail() != null && one.detail().contains("nobody"));
        }
    }

    /** Gatling prints an assertion on every request once for each of them. */
    private static Map<String, Printed> forAll(Map<String, Printed> alone, String text) {
        String rule = text.substring("Every request".length());
        Map<String, Printed> each = new LinkedHashMap<>();
        for (String name : List.of("basket / look", "basket / pay", "slow")) {
            each.put(name, Objects.requireNonNull(alone.get(name + rule), () -> name + rule + " in " + alone.keySet()));
        }
        return each;
    }

    private List<AssertionResult> recorded(PlantingServer server) throws Exception {
        Path run = Files.createDirectory(temp.resolve("run"));
        Load load = new Load(
                AssertingSimulation.class.getName(),
                Map.of("target", server.url()),
                Duration.ZERO,
                Duration.ofSeconds(20),
                List.of());
        GeneratorConfig config = new GeneratorConfig(load, "http://unused", run.toString(), Map.of(), 1);
        try (GeneratorProcess generator = GeneratorProcess.of(config)) {
            generator.waitFor(GeneratorEvent.GeneratorReady.class);
            generator.send("start");
            GeneratorEvent.Finished finished = generator.waitFor(GeneratorEvent.Finished.class);
            assertThat(generator.exit()).as(generator.log()).isZero();
            assertThat(finished.requests())
                    .as("a request that could not be built is none")
                    .isEqualTo(3L * AssertingSimulation.USERS);
            assertThat(generator.events(GeneratorEvent.UnbuiltRequests.class))
                    .singleElement()
                    .satisfies(notBuilt -> {
                        assertThat(notBuilt.count()).isEqualTo(AssertingSimulation.USERS);
                        assertThat(notBuilt.reasons())
                                .singleElement()
                                .asString()
                                .contains("never built")
                                .contains("nothing");
                    });
            List<AssertionResult> results = generator
                    .events(GeneratorEvent.AssertionResults.class)
                    .get(0)
                    .results();
            assertThat(generator
                            .events(GeneratorEvent.AssertionTexts.class)
                            .get(0)
                            .texts())
                    .isEqualTo(results.stream().map(AssertionResult::text).toList());
            return results;
        }
    }

    private Map<String, Printed> alone(PlantingServer server) throws IOException, InterruptedException {
        Path results = temp.resolve("results");
        List<String> command = new ArrayList<>(GeneratorCommand.java());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("-Dtarget=" + server.url(), "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(NativeGatling.class.getName(), "-s", AssertingSimulation.class.getName()));
        command.addAll(List.of("-rf", results.toString(), "-nr"));
        Path out = temp.resolve("gatling.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(out)).isEqualTo(ASSERTIONS_FAILED);
        Map<String, Printed> printed = new LinkedHashMap<>();
        for (String line : Files.readAllLines(out)) {
            Matcher match = LINE.matcher(line);
            if (match.matches()) {
                printed.put(match.group(1), new Printed(match.group(2).equals("true"), String.valueOf(match.group(3))));
            }
        }
        return printed;
    }
}
