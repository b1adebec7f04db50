package dev.crossfire.evidence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import java.util.Optional;

/** Lets a plan be read though kinds in it are not loaded; their settings are left out. */
public final class UnknownSettings {
    private UnknownSettings() {}

    /** For a reader to whom neither the settings of faults nor those of objectives matter. */
    public static SettingsTypes ofAny(SettingsTypes known) {
        return new Allowing(known, true);
    }

    /** For a reader to whom the settings of objectives do not matter. */
    public static SettingsTypes ofObjectives(SettingsTypes known) {
        return new Allowing(known, false);
    }

    private record Allowing(SettingsTypes known, boolean alsoOfFaults) implements SettingsTypes {
        @Override
        public Optional<Class<? extends FaultSettings>> ofFault(String kind) {
            Optional<Class<? extends FaultSettings>> found = known.ofFault(kind);
            return found.isPresent() || !alsoOfFaults ? found : Optional.of(UnknownFaultSettings.class);
        }

        @Override
        public Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind) {
            Optional<Class<? extends ObjectiveSettings>> found = known.ofObjective(kind);
            return found.isPresent() ? found : Optional.of(UnknownObjectiveSettings.class);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record UnknownFaultSettings() implements FaultSettings {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record UnknownObjectiveSettings() implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            throw new UnsupportedOperationException("only its kind knows the target of an objective");
        }
    }
}
