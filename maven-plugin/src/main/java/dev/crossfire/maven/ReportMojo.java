package dev.crossfire.maven;

import dev.crossfire.junit.process.EndedCommand;
import dev.crossfire.junit.process.Surroundings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Writes the reports of runs again, from their evidence and their verdict. */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends CrossfireMojo {
    /** Folders of runs; by default every one in out that has a verdict. */
    @Parameter(property = "crossfire.run")
    List<File> runs = List.of();

    /** Only these formats, such as allure; by default those that a run always writes. */
    @Parameter(property = "crossfire.format")
    List<String> formats = List.of();

    @Override
    void execute(Surroundings surroundings) throws MojoExecutionException, IOException, InterruptedException {
        List<Path> folders =
                runs.isEmpty() ? inOut() : runs.stream().map(File::toPath).toList();
        if (folders.isEmpty()) {
            throw new MojoExecutionException(
                    "there is no run with a verdict in " + out + "; expected runs or crossfire.run");
        }
        InstalledCrossfire crossfire = crossfire(surroundings);
        for (Path folder : folders) {
            List<String> command = new ArrayList<>(List.of("report", folder.toString()));
            formats.forEach(format -> command.addAll(List.of("--format", format)));
            EndedCommand ended = crossfire.runShowingResultsOnly(command);
            if (ended.exitCode() != 0) {
                throw new MojoExecutionException("no report of " + folder + ": " + ended.reason() + ended.lines());
            }
        }
    }

    private List<Path> inOut() throws IOException {
        if (!out.isDirectory()) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(out.toPath())) {
            return folders.filter(folder -> Files.exists(folder.resolve("verdict.json")))
                    .sorted()
                    .toList();
        }
    }
}
