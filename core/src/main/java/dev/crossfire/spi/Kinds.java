package dev.crossfire.spi;

import dev.crossfire.evidence.SettingsTypes;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Plan.UsedPlugin;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All faults, objectives, providers of environments and report formats, by name: those on the class path and those of
 * plug-ins.
 *
 * @param plugins whose kinds are among the others
 */
public record Kinds(
        List<FaultKind<?>> faults,
        List<ObjectiveKind<?>> objectives,
        List<EnvironmentProvider<?, ?>> providers,
        List<Format> formats,
        List<Plugin> plugins)
        implements SettingsTypes {
    public Kinds {
        faults = sorted(faults, Comparator.comparing(kind -> kind.description().name()));
        objectives = sorted(
                objectives, Comparator.comparing(kind -> kind.description().name()));
        providers = sorted(providers, Comparator.comparing(EnvironmentProvider::name));
        formats = sorted(formats, Comparator.comparing(Format::name));
        plugins = sorted(plugins, Comparator.comparing(Plugin::name));
    }

    /** These and the report formats on the class path. */
    public Kinds(
            List<FaultKind<?>> faults, List<ObjectiveKind<?>> objectives, List<EnvironmentProvider<?, ?>> providers) {
        this(faults, objectives, providers, formatsOnClassPath(), List.of());
    }

    /** Finds those on the class path, through {@link ServiceLoader}. */
    public static Kinds load() {
        List<FaultKind<?>> faults = new ArrayList<>();
        ServiceLoader.load(FaultKind.class).forEach(faults::add);
        List<ObjectiveKind<?>> objectives = new ArrayList<>();
        ServiceLoader.load(ObjectiveKind.class).forEach(objectives::add);
        List<EnvironmentProvider<?, ?>> providers = new ArrayList<>();
        ServiceLoader.load(EnvironmentProvider.class).forEach(providers::add);
        return new Kinds(faults, objectives, providers);
    }

    private static List<Format> formatsOnClassPath() {
        return ServiceLoader.load(Format.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** These and those of plug-ins. */
    public Kinds with(List<Plugin> added) {
        return new Kinds(
                joined(faults, added, Plugin::faults),
                joined(objectives, added, Plugin::objectives),
                joined(providers, added, Plugin::providers),
                joined(formats, added, Plugin::formats),
                joined(plugins, added, List::of));
    }

    /**
     * The plug-ins that a run needs, and for what.
     *
     * @param environment the run's
     */
    public List<UsedPlugin> usedBy(Scenario scenario, EnvironmentSpec environment) {
        Set<String> faultKinds = scenario.faults().stream().map(FaultSpec::kind).collect(Collectors.toSet());
        Set<String> objectiveKinds =
                scenario.objectives().stream().map(ObjectiveSpec::kind).collect(Collectors.toSet());
        return plugins.stream()
                .map(plugin -> plugin.used(
                        faultKinds, objectiveKinds, environment.providers().keySet()))
                .filter(Kinds::isUsed)
                .toList();
    }

    private static boolean isUsed(UsedPlugin plugin) {
        return !plugin.faults().isEmpty()
                || !plugin.objectives().isEmpty()
                || !plugin.providers().isEmpty();
    }

    /** What scenarios call the fault kinds. */
    public List<String> faultNames() {
        return faults.stream().map(kind -> kind.description().name()).toList();
    }

    /** The fault kind of a name. */
    public Optional<FaultKind<?>> fault(String name) {
        return faults.stream()
                .filter(kind -> kind.description().name().equals(name))
                .findFirst();
    }

    /** The objective kind of a name. */
    public Optional<ObjectiveKind<?>> objective(String name) {
        return objectives.stream()
                .filter(kind -> kind.description().name().equals(name))
                .findFirst();
    }

    /** The provider of a name. */
    public Optional<EnvironmentProvider<?, ?>> provider(String name) {
        return providers.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    @Override
    public Optional<Class<? extends FaultSettings>> ofFault(String kind) {
        return fault(kind).map(one -> one.description().settings());
    }

    @Override
    public Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind) {
        return objective(kind).map(found -> found.description().settings());
    }

    private static <T> List<T> sorted(List<T> kinds, Comparator<? super T> order) {
        return kinds.stream().sorted(order).toList();
    }

    private static <T> List<T> joined(List<T> own, List<Plugin> added, Function<Plugin, List<T>> kinds) {
        return Stream.concat(own.stream(), added.stream().map(kinds).flatMap(List::stream))
                .toList();
    }
}
