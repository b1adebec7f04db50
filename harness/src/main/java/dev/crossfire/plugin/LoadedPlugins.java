package dev.crossfire.plugin;

import dev.crossfire.error.BadInputException;
import dev.crossfire.plugin.PluginJar.RefusedException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.Plugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Crossfire's own kinds and those of every plug-in that fits.
 *
 * @param kinds all of them
 * @param refused the jars that do not fit
 */
public record LoadedPlugins(Kinds kinds, List<RefusedPlugin> refused) {
    public LoadedPlugins {
        refused = List.copyOf(refused);
    }

    /** Crossfire's own kinds alone. */
    public static LoadedPlugins none(Kinds own) {
        return new LoadedPlugins(own, List.of());
    }

    /** Loads what fits. */
    public static LoadedPlugins of(Kinds own, PluginFolders folders) {
        List<RefusedPlugin> refused = new ArrayList<>(folders.missing());
        List<Plugin> loaded = new ArrayList<>();
        for (Path jar : folders.jars()) {
            try {
                loaded.add(PluginJar.load(jar));
            } catch (RefusedException unfit) {
                refused.add(unfit.refused());
            }
        }
        Map<Plugin, RefusedPlugin> clashes = clashes(own, loaded);
        refused.addAll(clashes.values());
        return new LoadedPlugins(
                own.with(
                        loaded.stream().filter(one -> !clashes.containsKey(one)).toList()),
                refused);
    }

    /**
     * All kinds, when nothing was refused.
     *
     * @throws BadInputException with everything that was
     */
    public Kinds required() throws BadInputException {
        if (!refused.isEmpty()) {
            throw new BadInputException(
                    refused.stream().flatMap(one -> one.lines().stream()).toList());
        }
        return kinds;
    }

    /** A name could mean either of the two that have it, so neither is taken. */
    private static Map<Plugin, RefusedPlugin> clashes(Kinds own, List<Plugin> loaded) {
        Map<String, List<Plugin>> owners = new LinkedHashMap<>();
        for (Plugin plugin : loaded) {
            names(plugin).distinct().forEach(name -> owners.computeIfAbsent(name, any -> new ArrayList<>())
                    .add(plugin));
        }
        Set<String> taken = names(own.faults(), own.objectives(), own.providers(), own.formats())
                .collect(Collectors.toSet());
        Map<Plugin, RefusedPlugin> clashes = new LinkedHashMap<>();
        owners.forEach((name, plugins) -> {
            for (Plugin plugin : plugins) {
                if (taken.contains(name)) {
                    clashes.putIfAbsent(plugin, clash(plugin, name, "Crossfire itself"));
                }
                plugins.stream()
                        .filter(other -> !other.equals(plugin))
                        .forEach(other -> clashes.putIfAbsent(
                                plugin, clash(plugin, name, other.jar().toString())));
            }
        });
        return clashes;
    }

    private static RefusedPlugin clash(Plugin plugin, String name, String other) {
        return new RefusedPlugin(
                plugin.jar(),
                null,
                "it has " + name + ", and so has " + other,
                "Keep one of the two; a plug-in's author can rename it.");
    }

    private static Stream<String> names(Plugin plugin) {
        return Stream.concat(
                Stream.of("the name plug-in " + plugin.name()),
                names(plugin.faults(), plugin.objectives(), plugin.providers(), plugin.formats()));
    }

    private static Stream<String> names(
            List<FaultKind<?>> faults,
            List<ObjectiveKind<?>> objectives,
            List<EnvironmentProvider<?, ?>> providers,
            List<Format> formats) {
        return Stream.of(
                        faults.stream()
                                .map(kind -> "a fault " + kind.description().name()),
                        objectives.stream()
                                .map(kind ->
                                        "an objective " + kind.description().name()),
                        providers.stream().map(kind -> "a provider " + kind.name()),
                        formats.stream().map(format -> "a report format " + format.name()))
                .flatMap(Function.identity());
    }
}
