package dev.crossfire.junit;

import dev.crossfire.junit.process.CommandProcess;
import dev.crossfire.junit.process.CrossfireLauncher;
import dev.crossfire.junit.process.EndedCommand;
import dev.crossfire.junit.process.MachineLock;
import dev.crossfire.junit.process.Surroundings;
import dev.crossfire.junit.scenario.DrillScenario;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drill to be run from Java: {@code DrillRun.of("drills/failover.yaml").environment("staging").run()}.
 *
 * <p>{@link Drill} does the same, and reports each objective as a test.
 */
public final class DrillRun {
    private static final int MOST_LINES = 25;

    private final @Nullable String file;
    private final @Nullable DrillScenario scenario;
    private final List<String> options = new ArrayList<>();
    private String name = "drill";
    private String environment = "lab";

    private DrillRun(@Nullable String file, @Nullable DrillScenario scenario) {
        this.file = file;
        this.scenario = scenario;
    }

    /** Of a scenario file, a resource on the class path, or the name of a shipped scenario. */
    public static DrillRun of(String scenario) {
        return new DrillRun(ScenarioFile.find(scenario), null);
    }

    /** Of a scenario that was built in Java. */
    public static DrillRun of(DrillScenario scenario) {
        return new DrillRun(null, scenario);
    }

    /** Names the folder of the results. */
    public DrillRun named(String folder) {
        name = folder;
        return this;
    }

    /** In this environment: its file, its name, or {@code lab}, which is the default. */
    public DrillRun environment(String fileOrName) {
        environment = fileOrName;
        return this;
    }

    /** With this seed of every random choice. */
    public DrillRun seed(long seed) {
        return option("--seed", Long.toString(seed));
    }

    /** With changed values, as {@code load.duration=2m}. */
    public DrillRun set(String... pathsAndValues) {
        for (String one : pathsAndValues) {
            option("--set", one);
        }
        return this;
    }

    /** Repeated, of which so many may fail; all drills are judged together. */
    public DrillRun repeat(int drills, int mayFail) {
        return option("--repeat", Integer.toString(drills)).option("--may-fail", Integer.toString(mayFail));
    }

    /** With labels, as {@code team=checkout}. */
    public DrillRun labels(String... namesAndValues) {
        for (String one : namesAndValues) {
            option("--label", one);
        }
        return this;
    }

    /** Confirms the name of a protected environment. */
    public DrillRun confirm(String environmentName) {
        return option("--confirm", environmentName);
    }

    /** With the classes of an own Gatling simulation. */
    public DrillRun classPath(String... foldersAndJars) {
        return option("--class-path", String.join(File.pathSeparator, foldersAndJars));
    }

    /** With further options of {@code crossfire run}. */
    public DrillRun option(String... words) {
        options.addAll(List.of(words));
        return this;
    }

    /** What runs where, for a display name. */
    String title() {
        return "drill " + (scenario == null ? file : scenario.name()) + " on " + environment;
    }

    /**
     * Runs the drill, after any other on this machine.
     *
     * @return its verdict, whatever its outcome
     * @throws DrillErrorException when there is no verdict; the message contains Crossfire's own
     * @throws InterruptedException when this thread is interrupted; everything is healed by then
     */
    @SuppressWarnings("try") // The lock is only held.
    public DrillVerdict run() throws InterruptedException {
        try (MachineLock alone = MachineLock.take(Surroundings.ofThisProcess(), DrillRun::print)) {
            ResultFolder folder = ResultFolder.make(name);
            List<String> command = command(folder);
            EndedCommand ended = EndedCommand.run(
                    CrossfireLauncher.find(),
                    Path.of("").toAbsolutePath(),
                    command,
                    DrillRun::print,
                    DrillRun::print,
                    MOST_LINES);
            return verdict(folder.results(), command, ended);
        } catch (IOException unusable) {
            throw new DrillErrorException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private List<String> command(ResultFolder folder) throws IOException {
        List<String> command = new ArrayList<>(List.of("run"));
        if (scenario != null) {
            Files.writeString(folder.scenarioFile(), scenario.yaml());
            command.add(folder.scenarioFile().toString());
        } else if (file != null) {
            command.add(file);
        }
        command.addAll(List.of("--env", environment, "--out", folder.results().toString()));
        command.add(CommandProcess.UNTIL_INPUT_ENDS);
        command.addAll(options);
        return command;
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private static DrillVerdict verdict(Path results, List<String> command, EndedCommand ended) throws IOException {
        DrillVerdict verdict = VerdictFile.in(results)
                .orElseThrow(() -> new DrillErrorException("the drill has no verdict: crossfire "
                        + String.join(" ", command) + " ended with " + ended.reason() + ended.lines()));
        if (verdict.exitCode() != ended.exitCode()) {
            throw new DrillErrorException("the drill's verdict says exit code " + verdict.exitCode()
                    + ", but crossfire ended with " + ended.reason() + ended.lines()
                    + VerdictText.footer(verdict));
        }
        return verdict;
    }
}
