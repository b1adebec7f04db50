package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.model.Capability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The commands of a recipe's only role, read without the reader of environments, which this module does not see. */
record RecipeCommands(String name, SortedMap<Capability, FaultCommands> commands) {
    static RecipeCommands of(String name) {
        return of(name, text -> text);
    }

    static RecipeCommands of(String name, UnaryOperator<String> adapted) {
        String text = CommandRecipe.find(name).orElseThrow().text();
        Object file = new Load(LoadSettings.builder().build()).loadFromString(adapted.apply(text));
        Map<String, Object> role =
                mapping(mapping(mapping(file).get("roles")).values().iterator().next());
        SortedMap<Capability, FaultCommands> commands = new TreeMap<>();
        mapping(role.get("commands")).forEach((capability, given) -> {
            Map<String, Object> all = mapping(given);
            commands.put(
                    new Capability(capability),
                    new FaultCommands(
                            words(all.get("inject")),
                            words(all.get("heal")),
                            words(all.get("verify")),
                            all.get("status") == null ? null : words(all.get("status"))));
        });
        return new RecipeCommands(name, commands);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapping(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    @SuppressWarnings("unchecked")
    private static List<String> words(@Nullable Object node) {
        return (List<String>) Objects.requireNonNull(node);
    }
}
