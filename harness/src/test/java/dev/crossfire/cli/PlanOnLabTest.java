package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.input.ApprovedPlan;
import dev.crossfire.model.Plan;
import dev.crossfire.process.StopSignal;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.spi.Kinds;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans on one real lab: the command that a plan prints, read by a shell and planned again, gives the same plan to the
 * last letter; one that has drifted since it was approved is not run.
 */
@Tag("live")
class PlanOnLabTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String USER_HOME = System.getProperty("user.home");

    @TempDir
    static Path directory;

    private static String lab = "";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startOneLab() throws IOException {
        System.setProperty("crossfire.home", HOME.toString());
        System.setProperty("user.home", directory.toString());
        PlanOnLabTest up = new PlanOnLabTest();
        assertThat(up.crossfire("lab", "up", "--json")).as("%s", up.err).isZero();
        lab = "lab:"
                + new ObjectMapper().readTree(up.out.toString()).path("pid").asLong();
    }

    @AfterAll
    static void stopIt() {
        new PlanOnLabTest().crossfire("lab", "down", lab.substring("lab:".length()));
        System.setProperty("user.home", USER_HOME);
    }

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    static List<String> names() {
        return ScenarioLibrary.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void ofAShippedScenario(String name) throws Exception {
        assertRepeats(name);
    }

    @Test
    void ofAFileWithSpacesInItsNameAndOverrides() throws Exception {
        Path file = directory.resolve("the team's sale.yaml");
        Files.writeString(
                file,
                ScenarioLibrary.find("quick-database-failover").orElseThrow().text());
        assertRepeats(
                file.toString(), "--seed", "7", "--set", "load.duration=41s", "--set", "load.cohorts.buyers.rate=33/s");
    }

    @Test
    void ofValuesThatAShellWouldChange() throws Exception {
        assertRepeats(
                "quick-database-failover",
                "--set",
                "load.parameters={ event: \"it's $HOME & `more` * 5\" }",
                "--set",
                "objectives.buyers-recover.at-most=4s",
                "--label",
                "release=2026.11");
    }

    @Test
    void ofAControlRunWithASimulationOfTheUsersOwn() throws Exception {
        String classes = Files.createDirectory(directory.resolve("my classes")).toString();
        assertRepeats("quick-database-failover", "--no-faults", "--class-path", classes, "--seed", "3");
    }

    @Test
    void withThePolicyThatWasInForce() throws Exception {
        Path program = directory.resolve("crossfire");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -Dcrossfire.home='" + HOME + "' -Duser.home='" + directory
                        + "' -Dcrossfire.program=\"$0\" -Dslf4j.provider=" + System.getProperty("slf4j.provider")
                        + " -cp '"
                        + Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                                .collect(Collectors.joining(File.pathSeparator))
                        + "' dev.crossfire.cli.Crossfire \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path policy = Files.writeString(
                directory.resolve("our policy.yaml"), "crossfire: v1\npolicy: acme\nlimits: { zones: 1 }\n");
        String first = shell("CROSSFIRE_POLICY='" + policy + "' " + program + " plan quick-database-failover --env "
                + lab + " --out " + directory.resolve("policy-1.json"));
        String line = command(first);
        assertThat(line).startsWith("CROSSFIRE_POLICY='" + policy + "' " + program + " run quick-database-failover ");
        shell(line.replace(program + " run ", program + " plan ") + " --out " + directory.resolve("policy-2.json"));
        assertThat(Files.readString(directory.resolve("policy-2.json")))
                .isEqualTo(Files.readString(directory.resolve("policy-1.json")));
        assertThat(shell(line.replace("our policy", "no policy").replace(" run ", " plan ") + " 2>&1; true"))
                .contains("CROSSFIRE_POLICY: missing file");
    }

    @Test
    void whatHasDriftedSinceItWasApprovedIsNotRun() throws Exception {
        Path plan = directory.resolve("plan.json");
        assertThat(crossfire("plan", "quick-database-failover", "--env", lab, "--seed", "7", "--out", plan.toString()))
                .as("%s", err)
                .isZero();
        Plan approved = ApprovedPlan.read(plan, Kinds.load()).plan();
        assertThat(approved.seed()).isEqualTo(7);

        assertThat(crossfire("run", "--plan", plan.toString(), "--no-faults")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--plan with --no-faults is invalid; expected the plan alone");

        String cluster = approved.faults().get(0).targets().get(0).id();
        Path drifted = directory.resolve("drifted.json");
        Files.writeString(drifted, Files.readString(plan).replace(cluster, cluster + "-old"));
        Path folder = directory.resolve("run");
        assertThat(crossfire("run", "--plan", drifted.toString(), "--out", folder.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        drifted + ": writer-lost: " + cluster + "-old was approved as a target and is not one now",
                        drifted + ": writer-lost: " + cluster + " would be a target and was not approved",
                        "Nothing was run");
    }

    private void assertRepeats(String scenario, String... options) throws Exception {
        Path first = directory.resolve("first.json");
        List<String> words = new ArrayList<>(List.of("plan", scenario, "--env", lab, "--out", first.toString()));
        words.addAll(List.of(options));
        assertThat(crossfire(words.toArray(String[]::new))).as("%s", err).isZero();
        String line = command(out.toString());
        assertThat(line).startsWith("crossfire run ");

        Path second = directory.resolve("second.json");
        String[] again = shell(line.replaceFirst("crossfire run ", "printf '%s\\\\n' plan "))
                .split("\n", -1);
        List<String> repeated = new ArrayList<>(List.of(again).subList(0, again.length - 1));
        repeated.addAll(List.of("--out", second.toString()));
        for (int i = 0; i < options.length; i++) {
            // A label does not determine what is done, and is not repeated.
            if (options[i].equals("--label")) {
                repeated.addAll(List.of("--label", options[i + 1]));
            }
        }
        assertThat(crossfire(repeated.toArray(String[]::new))).as("%s", err).isZero();
        assertThat(Files.readString(second)).isEqualTo(Files.readString(first));
    }

    private static String command(String plan) {
        String[] lines = plan.split("\n", -1);
        assertThat(lines[lines.length - 3]).isEqualTo("Run it");
        return lines[lines.length - 2].strip();
    }

    private static String shell(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as("%s%n%s", line, said).isZero();
        return said;
    }
}
