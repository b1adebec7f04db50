package dev.crossfire.evidence;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.objective.ObjectiveSettings;
import java.util.Optional;

/** The record types of the settings, by kind; lets plans be read without knowing the plug-ins. */
public interface SettingsTypes {
    /** The settings of a fault kind; empty when no such kind is on the class path. */
    Optional<Class<? extends FaultSettings>> ofFault(String kind);

    /** The settings of an objective kind; empty when no such kind is on the class path. */
    Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind);
}
