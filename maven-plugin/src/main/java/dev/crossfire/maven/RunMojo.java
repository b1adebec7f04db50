package dev.crossfire.maven;

import dev.crossfire.junit.DrillVerdict;
import dev.crossfire.junit.DrillVerdict.DrillOutcome;
import dev.crossfire.junit.process.CommandProcess;
import dev.crossfire.junit.process.EndedCommand;
import dev.crossfire.junit.process.MachineLock;
import dev.crossfire.junit.process.NumberedFolder;
import dev.crossfire.junit.process.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Runs drills, one after another: sends load, injects faults, judges, and writes the reports. The build fails when a drill
 * fails or is inconclusive.
 */
@Mojo(name = "run", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public final class RunMojo extends ScenarioMojo {
    private static final int INCONCLUSIVE = 3;

    /** The seed of every random choice. */
    @Parameter(property = "crossfire.seed")
    @Nullable
    Long seed;

    /** What the runs belong to, such as team=checkout. */
    @Parameter(property = "crossfire.label")
    List<String> labels = List.of();

    /** The outcomes that fail the build: fail, inconclusive, or both separated by a comma, which is the default. */
    @Parameter(property = "crossfire.fail-on")
    @Nullable
    String failOn;

    /** Reports to be written besides those that always are, such as allure. */
    @Parameter(property = "crossfire.format")
    List<String> formats = List.of();

    /** Confirms the name of a protected environment. */
    @Parameter(property = "crossfire.confirm")
    @Nullable
    String confirm;

    /** How many drills of each scenario are judged together. */
    @Parameter(property = "crossfire.repeat")
    @Nullable
    Integer repeat;

    /** With repeat: how many of them may fail. */
    @Parameter(property = "crossfire.may-fail")
    @Nullable
    Integer mayFail;

    /** Further options of crossfire run. */
    @Parameter(property = "crossfire.options")
    List<String> options = List.of();

    /** Fails the build when there is no scenario to run. */
    @Parameter(property = "crossfire.fail-if-no-scenario", defaultValue = "true")
    boolean failIfNoScenario = true;

    /** Does nothing, as the tests. */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    @Override
    boolean isSkipped() {
        return skipTests || super.isSkipped();
    }

    @Override
    @SuppressWarnings("try") // The lock is only held.
    void execute(Surroundings surroundings, List<String> found)
            throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
        if (found.isEmpty()) {
            String message = "no scenario in " + scenarioFolder;
            if (failIfNoScenario) {
                throw new MojoExecutionException(message + "; expected a .yaml file there, or scenarios");
            }
            getLog().info(message);
            return;
        }
        InstalledCrossfire crossfire = crossfire(surroundings);
        List<String> failed = new ArrayList<>();
        for (String scenario : found) {
            getLog().info("drill " + scenario);
            try (MachineLock alone = MachineLock.take(surroundings, getLog()::info)) {
                drill(crossfire, scenario).ifPresent(failed::add);
            } catch (MojoExecutionException | IOException error) {
                // The next drill would run on what this one may have left.
                failed.add(0, String.valueOf(error.getMessage()));
                throw new MojoExecutionException(String.join("\n", failed), error);
            }
        }
        if (!failed.isEmpty()) {
            throw new MojoFailureException(String.join("\n", failed));
        }
    }

    /** What the build fails with; empty when it does not. */
    private Optional<String> drill(InstalledCrossfire crossfire, String scenario)
            throws MojoExecutionException, IOException, InterruptedException {
        Path folder = NumberedFolder.make(out.toPath(), name(scenario));
        EndedCommand ended = crossfire.run(command(scenario, folder));
        Optional<DrillVerdict> verdict = DrillVerdict.in(folder);
        if (verdict.isPresent()) {
            return answer(verdict.get(), scenario, ended, crossfire);
        }
        // Deletes an empty folder only.
        var unused = folder.toFile().delete();
        String message = "the drill " + scenario + " has no verdict: " + ended.reason() + ended.lines();
        if (ended.exitCode() == INCONCLUSIVE) {
            return Optional.of(message);
        }
        throw new MojoExecutionException(message);
    }

    private Optional<String> answer(
            DrillVerdict verdict, String scenario, EndedCommand ended, InstalledCrossfire crossfire)
            throws MojoExecutionException {
        boolean isPassedOver = ended.exitCode() == 0 && isOptional(verdict.outcome());
        if (verdict.exitCode() != ended.exitCode() && !isPassedOver) {
            throw new MojoExecutionException("the verdict of " + scenario + " says exit code " + verdict.exitCode()
                    + ", but crossfire ended with " + ended.reason() + ended.lines());
        }
        if (isPassedOver) {
            getLog().warn(verdict.explanation());
            return Optional.empty();
        }
        return switch (verdict.outcome()) {
            case PASS -> Optional.empty();
            case FAIL, INCONCLUSIVE -> Optional.of(verdict.explanation());
            case ERROR -> throw new MojoExecutionException(verdict.explanation() + ended.lines());
            case DIRTY ->
                throw new MojoExecutionException(verdict.explanation() + "\n  heal it: "
                        + crossfire.launcher().program() + " recover " + verdict.folder());
        };
    }

    /** Whether the build may pass with this outcome, because it was asked to. */
    private boolean isOptional(DrillOutcome outcome) {
        return failOn != null
                && (outcome == DrillOutcome.FAIL || outcome == DrillOutcome.INCONCLUSIVE)
                && !failOn.contains(outcome.name().toLowerCase(Locale.ROOT));
    }

    private static String name(String scenario) {
        return String.valueOf(Path.of(scenario).getFileName()).replaceFirst("[.]ya?ml$", "");
    }

    /** The whole command line. */
    List<String> command(String scenario, Path folder) {
        List<String> command = new ArrayList<>(List.of("run", scenario, "--out", folder.toString()));
        command.add(CommandProcess.UNTIL_INPUT_ENDS);
        command.addAll(scenarioOptions());
        add(command, "--seed", seed);
        labels.forEach(label -> add(command, "--label", label));
        add(command, "--fail-on", failOn);
        formats.forEach(format -> add(command, "--format", format));
        add(command, "--confirm", confirm);
        add(command, "--repeat", repeat);
        add(command, "--may-fail", mayFail);
        command.addAll(options);
        return command;
    }

    private static void add(List<String> command, String option, @Nullable Object value) {
        if (value != null) {
            command.addAll(List.of(option, value.toString()));
        }
    }
}
