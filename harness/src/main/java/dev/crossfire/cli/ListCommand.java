package dev.crossfire.cli;

import dev.crossfire.chaos.command.CommandRecipe;
import dev.crossfire.error.BadInputException;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.input.ScenarioRequest;
import dev.crossfire.model.Scenario;
import dev.crossfire.process.Installation;
import dev.crossfire.run.ReportWriter;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.simulations.ShippedSimulation;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what is shipped. */
@Command(
        name = "list",
        description = "Show the shipped scenarios, and the faults, objectives and simulations for your own.",
        footer = {
            "",
            "Examples:",
            "  crossfire list",
            "  crossfire list --show ticket-open-database-failover > my-sale.yaml",
            "  crossfire list --recipes",
            "  crossfire list --recipe docker"
        })
final class ListCommand implements Callable<Integer> {
    @Option(names = "--show", paramLabel = "NAME", description = "Print the file of a shipped scenario.")
    private @Nullable String show;

    @Option(names = "--recipes", description = "List the recipes: commands for environment files, to copy and adapt.")
    private boolean recipes;

    @Option(names = "--recipe", paramLabel = "NAME", description = "Print a recipe, a part of an environment file.")
    private @Nullable String recipe;

    private final Terminal terminal;
    private final Kinds kinds;

    ListCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException {
        if (show != null) {
            print(withSchema(source(show).text()));
        } else if (recipe != null) {
            print(recipe(recipe).text());
        } else if (recipes) {
            listRecipes();
        } else {
            listAll();
        }
        return ExitCode.PASS;
    }

    private void print(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }

    private static CommandRecipe recipe(String name) throws BadInputException {
        return CommandRecipe.find(name)
                .orElseThrow(() -> new BadInputException(List.of("--recipe: '" + name + "' is invalid; expected one of "
                        + String.join(", ", CommandRecipe.names()))));
    }

    private void listRecipes() throws BadInputException {
        for (String name : CommandRecipe.names()) {
            entry(name, recipe(name).title());
        }
    }

    private static SourceFile source(String name) throws BadInputException {
        return ScenarioLibrary.find(name)
                .orElseThrow(() -> new BadInputException(List.of("--show: '" + name + "' is invalid; expected one of "
                        + String.join(", ", ScenarioLibrary.names()))));
    }

    /** A copy is in another folder than the shipped file: its editor is led to the schema of this installation. */
    static String withSchema(String text) {
        Path schema = Installation.current().scenarioSchema();
        return text.replace("$schema=../scenario.schema.json", "$schema=" + schema.toUri());
    }

    private void listAll() throws BadInputException {
        PrintWriter out = terminal.out();
        out.println("Scenarios");
        for (String name : ScenarioLibrary.names()) {
            Scenario scenario =
                    ScenarioInput.read(ScenarioRequest.unchanged(name), kinds).scenario();
            out.println("  " + name);
            out.println("      " + scenario.title() + " (" + ScenarioLibrary.drills(scenario) + ")");
        }
        out.println("Simulations");
        ShippedSimulation.names().forEach(name -> entry(name, "or the class name of any Gatling simulation"));
        out.println("Faults");
        for (FaultKind<?> fault : kinds.faults()) {
            entry(fault.description().name(), fault.description().summary());
        }
        out.println("Objectives");
        for (ObjectiveKind<?> objective : kinds.objectives()) {
            entry(objective.description().name(), objective.description().summary());
        }
        out.println("Providers of environments");
        for (EnvironmentProvider<?, ?> provider : kinds.providers()) {
            entry(provider.name(), provider.summary());
        }
        out.println("Report formats");
        out.println("  " + String.join(", ", new ReportWriter(kinds).names()));
    }

    private void entry(String name, String summary) {
        terminal.out().println("  " + name);
        terminal.out().println("      " + summary);
    }
}
