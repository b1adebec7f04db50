package dev.crossfire.spi;

import dev.crossfire.evidence.SettingsTypes;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.objective.ObjectiveSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The plug-ins on the class path, by name. */
public record Kinds(List<FaultKind<?>> faults, List<ObjectiveKind<?>> objectives, List<EnvironmentKind<?>> environments)
        implements SettingsTypes {
    public Kinds {
        faults = sorted(faults, Comparator.comparing(kind -> kind.description().name()));
        objectives = sorted(
                objectives, Comparator.comparing(kind -> kind.description().name()));
        environments = sorted(environments, Comparator.comparing(EnvironmentKind::name));
    }

    /** Finds them through {@link ServiceLoader}. */
    public static Kinds load() {
        List<FaultKind<?>> faults = new ArrayList<>();
        ServiceLoader.load(FaultKind.class).forEach(faults::add);
        List<ObjectiveKind<?>> objectives = new ArrayList<>();
        ServiceLoader.load(ObjectiveKind.class).forEach(objectives::add);
        List<EnvironmentKind<?>> environments = new ArrayList<>();
        ServiceLoader.load(EnvironmentKind.class).forEach(environments::add);
        return new Kinds(faults, objectives, environments);
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

    /** The environment kind of a name. */
    public Optional<EnvironmentKind<?>> environment(String name) {
        return environments.stream().filter(kind -> kind.name().equals(name)).findFirst();
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
}
