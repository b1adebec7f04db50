package dev.crossfire.maven;

import dev.crossfire.junit.process.EndedCommand;
import dev.crossfire.junit.process.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Shows every problem of the scenario files, with line and column; starts and contacts nothing. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public final class CheckMojo extends ScenarioMojo {
    private static final int INVALID = 2;

    @Override
    void execute(Surroundings surroundings, List<String> found)
            throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
        if (found.isEmpty()) {
            getLog().info("no scenario in " + scenarioFolder);
            return;
        }
        InstalledCrossfire crossfire = crossfire(surroundings);
        StringBuilder problems = new StringBuilder();
        for (String scenario : found) {
            List<String> command = new ArrayList<>(List.of("check", scenario));
            command.addAll(scenarioOptions());
            EndedCommand ended = crossfire.runShowingResultsOnly(command);
            if (ended.exitCode() == INVALID) {
                problems.append(ended.lines());
            } else if (ended.exitCode() != 0) {
                throw new MojoExecutionException(scenario + " was not checked: " + ended.reason() + ended.lines());
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoFailureException("scenarios are invalid" + problems);
        }
    }
}
