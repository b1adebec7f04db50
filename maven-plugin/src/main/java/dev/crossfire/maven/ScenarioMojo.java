package dev.crossfire.maven;

import dev.crossfire.junit.process.Surroundings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that read scenarios have in common: which ones, and what changes them. */
abstract class ScenarioMojo extends CrossfireMojo {
    /** Scenario files, or names of shipped scenarios; by default every .yaml and .yml file in scenarioFolder. */
    @Parameter(property = "crossfire.scenario")
    List<String> scenarios = List.of();

    /** Where scenario files are, if scenarios names none; its subfolders are left out. */
    @Parameter(property = "crossfire.scenario-folder", defaultValue = "${basedir}/drills")
    File scenarioFolder;

    /** An environment's file or its name; by default the embedded lab. */
    @Parameter(property = "crossfire.env")
    @Nullable
    String environment;

    /** Changed values, such as load.duration=2m. */
    @Parameter(property = "crossfire.set")
    List<String> sets = List.of();

    /** Shortens the scenarios to what their objectives need. */
    @Parameter(property = "crossfire.fast", defaultValue = "false")
    boolean fast;

    /** Folders and jars with the classes of an own Gatling simulation. */
    @Parameter(property = "crossfire.class-path")
    List<String> classPath = List.of();

    /** Folders of plug-ins for Crossfire. */
    @Parameter(property = "crossfire.plugins")
    List<String> plugins = List.of();

    @Override
    final void execute(Surroundings surroundings)
            throws MojoExecutionException, MojoFailureException, IOException, InterruptedException {
        execute(surroundings, scenarios.isEmpty() ? inFolder() : scenarios);
    }

    /** Does what the goal is for, with these scenarios. */
    abstract void execute(Surroundings surroundings, List<String> found)
            throws MojoExecutionException, MojoFailureException, IOException, InterruptedException;

    /** The options that run and check have. */
    final List<String> scenarioOptions() {
        List<String> options = new ArrayList<>();
        if (environment != null) {
            options.addAll(List.of("--env", environment));
        }
        sets.forEach(set -> options.addAll(List.of("--set", set)));
        if (fast) {
            options.add("--fast");
        }
        if (!classPath.isEmpty()) {
            options.addAll(List.of("--class-path", String.join(File.pathSeparator, classPath)));
        }
        plugins.forEach(folder -> options.addAll(List.of("--plugins", folder)));
        return options;
    }

    private List<String> inFolder() throws IOException {
        if (!scenarioFolder.isDirectory()) {
            return List.of();
        }
        Path root = directory.toPath().toAbsolutePath();
        try (Stream<Path> files = Files.list(scenarioFolder.toPath().toAbsolutePath())) {
            return files.filter(file -> file.toString().matches(".*[.]ya?ml") && Files.isRegularFile(file))
                    .map(file -> (file.startsWith(root) ? root.relativize(file) : file).toString())
                    .sorted()
                    .toList();
        }
    }
}
