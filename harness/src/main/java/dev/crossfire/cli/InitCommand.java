package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.init.ClusterContext;
import dev.crossfire.init.FoundProject;
import dev.crossfire.init.Questions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the files with which a project begins. */
@Command(
        name = "init",
        description = {
            "Write the first drills of the project in the working directory: a scenario, an environment file, a JUnit "
                    + "test and a pipeline. Looks at what is there, shows what it would write, and overwrites nothing.",
            "With --plugin: write the project of a plug-in."
        },
        footer = {
            "",
            "Examples:",
            "  crossfire init",
            "  crossfire init --build maven --ci github --yes",
            "  crossfire init --plugin shop-chaos",
            "  crossfire init --plugin shop-chaos --kind objective"
        })
final class InitCommand implements Callable<Integer> {
    @Mixin
    private PluginProjectOptions plugin;

    @Mixin
    private ProjectOptions project;

    private final Terminal terminal;
    private final Path folder;
    private final List<Path> kubeconfigs;
    private final BufferedReader answers;

    /** Of the working directory, with questions on the process's terminal. */
    InitCommand(Terminal terminal) {
        this(
                terminal,
                Path.of(""),
                ClusterContext.files(System.getenv("KUBECONFIG"), Path.of(System.getProperty("user.home"))),
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
    }

    InitCommand(Terminal terminal, Path folder, List<Path> kubeconfigs, BufferedReader answers) {
        this.terminal = terminal;
        this.folder = folder;
        this.kubeconfigs = List.copyOf(kubeconfigs);
        this.answers = answers;
    }

    @Override
    public Integer call() throws BadInputException, IOException, InterruptedException {
        if (plugin.isGiven()) {
            return plugin.write(terminal);
        }
        return project.write(FoundProject.in(folder, kubeconfigs), terminal, new Questions(answers, terminal.out()));
    }
}
