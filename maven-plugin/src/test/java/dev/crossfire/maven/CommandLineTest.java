package dev.crossfire.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.cli.Crossfire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What the goals pass is what Crossfire's own commands take. */
class CommandLineTest {
    @Test
    void everyOptionOfTheGoalThatRunsIsAnOptionOfTheCommand() {
        RunMojo goal = withEveryParameter(new RunMojo());
        goal.seed = 7L;
        goal.labels = List.of("team=checkout");
        goal.failOn = "fail";
        goal.formats = List.of("allure");
        goal.confirm = "staging";
        goal.repeat = 5;
        goal.mayFail = 1;
        goal.options = List.of("--no-early-stop");
        assertThat(optionsThat(goal.command("drills/zone-loss.yaml", Path.of("out"))))
                .containsExactlyInAnyOrder(
                        "--out",
                        "--until-input-ends",
                        "--env",
                        "--set",
                        "--fast",
                        "--class-path",
                        "--plugins",
                        "--seed",
                        "--label",
                        "--fail-on",
                        "--format",
                        "--confirm",
                        "--repeat",
                        "--may-fail",
                        "--no-early-stop");
    }

    @Test
    void everyOptionOfTheGoalThatChecksIsAnOptionOfTheCommand() {
        List<String> command = new ArrayList<>(List.of("check", "drills/zone-loss.yaml"));
        command.addAll(withEveryParameter(new CheckMojo()).scenarioOptions());
        assertThat(optionsThat(command))
                .containsExactlyInAnyOrder("--env", "--set", "--fast", "--class-path", "--plugins");
    }

    @Test
    void theCommandThatReportsTakesARunAndFormats() {
        assertThat(optionsThat(List.of("report", "target/crossfire/a", "--format", "html")))
                .containsExactly("--format");
    }

    private static <T extends ScenarioMojo> T withEveryParameter(T goal) {
        goal.environment = "staging.yaml";
        goal.sets = List.of("load.duration=2m");
        goal.fast = true;
        goal.classPath = List.of("target/test-classes");
        goal.plugins = List.of("plugins");
        return goal;
    }

    private static Set<String> optionsThat(List<String> arguments) {
        ParseResult parsed = Crossfire.described().parseArgs(arguments.toArray(String[]::new));
        return parsed.subcommand().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
    }
}
