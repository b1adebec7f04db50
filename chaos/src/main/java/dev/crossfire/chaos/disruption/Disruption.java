package dev.crossfire.chaos.disruption;

import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The means to disrupt targets for a while; environments offer it for targets that have a capability.
 *
 * <p>A service ends the disruption itself, even if this process dies. Where nothing does, a {@link
 * dev.crossfire.chaos.injection.TimedInjection} ends it, and any process can undo it.
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

    /**
     * Whether it disrupts all that plays its targets' roles, so that other targets of the same roles may take their places
     * before it begins.
     */
    default boolean followsRoles() {
        return false;
    }

    /**
     * What looks for the effect of a fault on one target itself; null where probes of the target's address show it.
     *
     * @param step what is done to the target, among others
     * @throws FaultException when it cannot be looked for
     */
    default @Nullable ProbeClient effectCheck(String run, String fault, InjectionStep step, Target target)
            throws FaultException {
        return null;
    }

    /**
     * Makes sure that this process may do what the steps of a fault take; called while planning, and changes nothing.
     *
     * @throws FaultException with every right that is missing, or when the environment cannot be queried
     */
    default void requireRights(List<InjectionStep> steps) throws FaultException {}

    /**
     * What a person should know before approving the steps of a fault, a sentence each; called while planning.
     *
     * @throws FaultException when the environment cannot be queried
     */
    default List<String> risks(List<InjectionStep> steps) throws FaultException {
        return List.of();
    }

    /**
     * What is done to a target, in Crossfire's terms; an environment translates it.
     *
     * @param capability what may be done to the target
     * @param settings how much of it, as the scenario gives it
     */
    record DisruptionSpec(Capability capability, FaultSettings settings) {
        /**
         * The settings as those of one kind.
         *
         * @throws ClassCastException when they are another kind's
         */
        public <S extends FaultSettings> S settings(Class<S> type) {
            return type.cast(settings);
        }
    }

    /**
     * One disruption of some targets at once.
     *
     * @param targets never empty, all of one type
     * @param after how long after the command it begins
     * @param duration after which it ends; null for one that ends by itself
     */
    record InjectionStep(
            DisruptionSpec spec,
            List<Target> targets,
            Duration after,
            @Nullable Duration duration) {
        public InjectionStep {
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("an injection of " + spec + " without a target");
            }
        }
    }
}
