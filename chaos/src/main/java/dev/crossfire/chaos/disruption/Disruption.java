package dev.crossfire.chaos.disruption;

import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.util.List;
import java.util.Map;

/**
 * The means to disrupt targets so that the disruption ends by itself in the environment, even if this process dies;
 * environments offer it for targets that have a capability.
 */
public interface Disruption {
    /**
     * Prepares the injection steps of one fault, so that starting them is one fast call; touches no target.
     *
     * @param run tags whatever is made in the environment, with {@code fault}
     * @throws FaultException when the environment would refuse them; nothing is left behind then
     */
    PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException;

    /**
     * Ends what still runs of a fault, makes sure that nothing more of it can be started, and removes what was made for
     * it; may run twice, and in a process that did not prepare it.
     *
     * @param handle the value of {@link PreparedInjection#handle}; may be empty, the tags suffice
     * @throws FaultException when something may be left
     */
    void undo(String run, String fault, Map<String, String> handle) throws FaultException;

    /**
     * Checks once whether something of a fault still runs or could still be started.
     *
     * @param handle the value of {@link PreparedInjection#handle}; may be empty, the tags suffice
     * @throws FaultException when the environment cannot be queried
     */
    ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException;
}
