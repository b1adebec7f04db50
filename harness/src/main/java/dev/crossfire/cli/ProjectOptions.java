package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.init.BuildTool;
import dev.crossfire.init.CiSystem;
import dev.crossfire.init.ClusterContext;
import dev.crossfire.init.FoundProject;
import dev.crossfire.init.InitChoices;
import dev.crossfire.init.InitPlan;
import dev.crossfire.init.NewFile;
import dev.crossfire.init.Questions;
import dev.crossfire.process.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the first drills of the project in the working directory. */
final class ProjectOptions {
    private static final String NONE = "none";

    @Option(
            names = "--build",
            paramLabel = "TOOL",
            description = "What runs the drill test: maven, gradle, gradle-kotlin or none. Makes a project of it where "
                    + "there is no build file.")
    private @Nullable String build;

    @Option(
            names = "--ci",
            split = ",",
            paramLabel = "SYSTEM",
            description = "Write a pipeline for github, gitlab or jenkins, or none (default: those in use).")
    private @Nullable List<String> systems;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of your kubeconfig that the environment file names.")
    private @Nullable String context;

    @Option(names = "--yes", description = "Ask nothing: take what is found, and write.")
    private boolean yes;

    /** Shows what was found, asks, and writes. */
    int write(FoundProject project, Terminal terminal, Questions questions)
            throws BadInputException, IOException, InterruptedException {
        PrintWriter out = terminal.out();
        out.println("Found in " + project.folder() + ":");
        project.phrases().forEach(phrase -> out.println("  " + phrase));
        InitChoices choices = choices(project, questions);
        InitPlan plan = InitPlan.of(project, choices, Installation.current().version());
        list(plan, project, out);
        if (plan.added().isEmpty()) {
            out.println("Nothing is to be written.");
            return ExitCode.PASS;
        }
        if (!yes && !questions.agree("Write " + count(plan.added().size()) + "?")) {
            out.println("Nothing was written.");
            return ExitCode.PASS;
        }
        Optional<NewFile> taken = plan.write();
        if (taken.isPresent()) {
            throw new BadInputException(List.of(taken.get().path()
                    + " has come into being meanwhile and was left as it is; run 'crossfire init' again for the rest"));
        }
        out.println("Wrote " + count(plan.added().size()) + ".");
        out.println();
        plan.next().forEach(out::println);
        return ExitCode.PASS;
    }

    private static String count(int files) {
        return files == 1 ? "1 file" : files + " files";
    }

    private static void list(InitPlan plan, FoundProject project, PrintWriter out) {
        out.println("To be written:");
        Stream.concat(plan.added().stream(), plan.kept().stream())
                .mapToInt(file -> file.path().length())
                .max()
                .ifPresent(width -> {
                    plan.added().forEach(file -> out.println(line('+', file, width, file.purpose(), project)));
                    plan.kept().forEach(file -> out.println(line('=', file, width, "is there and stays", project)));
                });
    }

    private static String line(char mark, NewFile file, int width, String what, FoundProject project) {
        String where = file.root().equals(project.folder()) ? "" : "  (in " + file.root() + ")";
        return "  " + mark + " " + file.path() + " ".repeat(width - file.path().length() + 2) + what + where;
    }

    private InitChoices choices(FoundProject project, Questions questions)
            throws BadInputException, IOException, InterruptedException {
        BuildTool tool = tool(project, questions);
        return InitChoices.of(project, tool, systems(project, questions), context(project, questions));
    }

    private BuildTool tool(FoundProject project, Questions questions)
            throws BadInputException, IOException, InterruptedException {
        String given = build;
        if (given == null) {
            List<String> values = values(project);
            given = yes || values.size() == 1 || project.isGradleParent()
                    ? values.get(0)
                    : questions.choose("What runs the drill test?", values);
        }
        String name = given;
        return BuildTool.of(name)
                .orElseThrow(() -> new BadInputException(
                        List.of("--build: '" + name + "' is invalid; expected maven, gradle, gradle-kotlin or none")));
    }

    /** The tools that fit, the likeliest first; beside files of another kind that is none. */
    private static List<String> values(FoundProject project) {
        if (project.isGradleParent()) {
            return List.of(BuildTool.GRADLE.written());
        }
        if (!project.builds().isEmpty()) {
            return project.builds().stream().map(BuildTool::written).toList();
        }
        List<String> values = new ArrayList<>(
                Stream.of(BuildTool.values()).map(BuildTool::written).toList());
        if (!project.isEmpty()) {
            values.remove(NONE);
            values.add(0, NONE);
        }
        return values;
    }

    private List<CiSystem> systems(FoundProject project, Questions questions)
            throws BadInputException, IOException, InterruptedException {
        List<String> names = systems;
        if (names == null) {
            if (yes || !project.pipelines().isEmpty()) {
                return project.pipelines();
            }
            List<String> values = new ArrayList<>(List.of(NONE));
            Stream.of(CiSystem.values()).map(CiSystem::written).forEach(values::add);
            names = List.of(questions.choose("A pipeline for which CI system?", values));
        }
        if (names.equals(List.of(NONE))) {
            return List.of();
        }
        List<String> unknown = names.stream()
                .filter(name -> CiSystem.of(name).isEmpty())
                .map(name -> "--ci: '" + name + "' is invalid; expected github, gitlab, jenkins, or none alone")
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInputException(unknown);
        }
        return names.stream()
                .flatMap(name -> CiSystem.of(name).stream())
                .distinct()
                .toList();
    }

    /** A context is never guessed among several: the current one may be production. */
    private Optional<ClusterContext> context(FoundProject project, Questions questions)
            throws BadInputException, IOException, InterruptedException {
        List<ClusterContext> contexts = project.contexts();
        List<String> names = contexts.stream().map(ClusterContext::name).toList();
        String name = context;
        if (name != null && !names.contains(name)) {
            throw new BadInputException(List.of("--context: '" + name + "' is invalid; expected "
                    + (names.isEmpty() ? "a kubeconfig with it" : "one of " + String.join(", ", names))));
        }
        if (name == null && contexts.size() == 1) {
            return Optional.of(contexts.get(0));
        }
        if (name == null && !contexts.isEmpty() && !yes) {
            List<String> values = new ArrayList<>(List.of(NONE));
            values.addAll(names);
            name = questions.choose("Which context may drills break?", values);
        }
        String chosen = name == null ? NONE : name;
        return contexts.stream().filter(one -> one.name().equals(chosen)).findFirst();
    }
}
