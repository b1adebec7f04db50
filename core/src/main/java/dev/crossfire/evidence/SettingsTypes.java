package dev.crossfire.evidence;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.ObjectiveSettings;
import java.util.Optional;

/** Which records hold the settings of which kinds; lets plans be read without knowing the plug-ins. */
public interface SettingsTypes {
    /** The settings of a fault kind; empty when no such kind is on the class path. */
    Optional<Class<? extends FaultSettings>> ofFault(String kind);

    /** The settings of an objective kind; empty when no such kind is on the class path. */
    Optional<Class<? extends ObjectiveSettings>> ofObjective(String kind);
}
