package dev.crossfire.docs;

import dev.crossfire.chaos.command.CommandRecipe;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.Kinds;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The description of every recipe, as a page. */
final class RecipePage {
    private RecipePage() {}

    /**
     * The page's part about recipes, in Markdown.
     *
     * @param offers the capabilities that a recipe's role offers
     */
    static String recipes(Kinds kinds, Function<CommandRecipe, Set<Capability>> offers) {
        List<CommandRecipe> all = CommandRecipe.names().stream()
                .map(name -> CommandRecipe.find(name).orElseThrow())
                .toList();
        StringBuilder page = new StringBuilder("| recipe | what it does | offers |\n|---|---|---|\n");
        for (CommandRecipe recipe : all) {
            page.append("| [`" + recipe.name() + "`](#" + recipe.name() + ") | " + recipe.title() + " | "
                    + capabilities(offers.apply(recipe)) + " |\n");
        }
        all.forEach(recipe -> page.append(section(recipe, kinds, offers.apply(recipe))));
        return page.toString();
    }

    private static String section(CommandRecipe recipe, Kinds kinds, Set<Capability> offered) {
        return "\n## " + recipe.name() + "\n\n"
                + Character.toUpperCase(recipe.title().charAt(0))
                + recipe.title().substring(1) + ".\n\n| | |\n|---|---|\n"
                + row("offers", capabilities(offered) + ", for " + kinds(kinds, offered))
                + row("replace", recipe.replace())
                + row("needs", recipe.needs())
                + row("heals", recipe.heals())
                + row("a killed Crossfire leaves", recipe.left())
                + "\n```yaml\n"
                + recipe.text()
                        .lines()
                        .dropWhile(line -> line.startsWith("#"))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining())
                + "```\n";
    }

    private static String capabilities(Set<Capability> offered) {
        return offered.stream()
                .sorted()
                .map(capability -> "`" + capability.name() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String kinds(Kinds kinds, Set<Capability> offered) {
        return kinds.faults().stream()
                .<FaultDescription<?>>map(kind -> kind.description())
                .filter(kind -> kind.needs().stream().anyMatch(offered::contains))
                .map(kind -> "[`" + kind.name() + "`](faults.md#" + kind.name() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String row(String name, String text) {
        return "| " + name + " | " + text + " |\n";
    }
}
