package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.ExperimentClock;
import dev.crossfire.lab.fis.ResourceInventory;
import java.util.concurrent.Executor;

/**
 * The clock, the catalogue and the services that every running experiment uses.
 *
 * @param targetsByTags how many resources an action may find without their ARNs
 * @param effects runs what may block; it must start a task at once, however many others are blocked
 */
record EngineContext(
        ResourceInventory inventory,
        ActionCatalogue catalogue,
        AlarmStates alarms,
        TargetResolver resolver,
        int targetsByTags,
        ExperimentClock clock,
        Executor effects) {}
