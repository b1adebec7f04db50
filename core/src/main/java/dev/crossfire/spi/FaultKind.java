package dev.crossfire.spi;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of fault; found through {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings
 */
public interface FaultKind<S extends FaultSettings> {
    /** What it is; the same at every call. */
    FaultDescription<S> description();

    /**
     * What its targets must let be done to them when it has these settings; all that the description names unless a kind
     * knows better.
     *
     * @param settings of the described type
     */
    default Set<Capability> uses(FaultSettings settings) {
        return description().needs();
    }

    /**
     * Whether a scenario must give it a duration when it has these settings; otherwise it must not.
     *
     * @param settings of the described type
     */
    default boolean requiresDuration(FaultSettings settings) {
        return description().duration() == FaultDescription.DurationRule.REQUIRED;
    }

    /**
     * Its own settings that determine how long it goes on, by key; the duration that every fault may have is not among
     * them.
     */
    default Map<String, Duration> settingDurations(FaultSettings settings) {
        return Map.of();
    }

    /** The longest it can last, even if processes crash. */
    Duration maxDuration(FaultSpec spec);

    /**
     * What in its settings fits none of its targets as they are now; called while planning, and changes nothing.
     *
     * @throws FaultException when the environment cannot be queried
     */
    default Optional<SettingMismatch> mismatch(FaultContext<S> context) throws FaultException {
        return Optional.empty();
    }

    /**
     * Makes sure that this process may do to its targets what the fault takes; called while planning, and changes nothing.
     *
     * @throws FaultException with every right that is missing, or when the environment cannot be queried
     */
    default void requireRights(FaultContext<S> context) throws FaultException {}

    /**
     * What a person should know of its targets before approving it, a sentence each, such as a protection that it bypasses;
     * called while planning.
     *
     * @throws FaultException when the environment cannot be queried
     */
    default List<String> risks(FaultContext<S> context) throws FaultException {
        return List.of();
    }

    /**
     * Does everything that can be done before the moment of injection, without touching the target.
     *
     * @throws FaultException when the fault cannot be made ready
     */
    Fault arm(FaultContext<S> context) throws FaultException;

    /**
     * Heals the fault; may run twice, and in another process than the one that injected it.
     *
     * @param handle the value of {@link Fault#handle}, read back from the journal
     * @throws FaultException when healing could not even be requested
     */
    void heal(FaultContext<S> context, Map<String, String> handle) throws FaultException;

    /**
     * Verifies once, from any process, that nothing of the fault is left.
     *
     * @param handle the value of {@link Fault#handle}, read back from the journal; may be empty
     * @throws FaultException when the environment cannot be queried
     */
    ClearedStatus verifyCleared(FaultContext<S> context, Map<String, String> handle) throws FaultException;

    /**
     * What the environment still recreates after the fault was healed, though users are served already; null when there
     * is nothing. Called from any process, returns within a few seconds.
     *
     * @throws FaultException when the environment cannot be queried
     */
    default @Nullable String rebuilding(FaultContext<S> context) throws FaultException {
        return null;
    }

    /**
     * A setting that fits no target.
     *
     * @param setting its key, as {@code labels}
     * @param found its value, and the targets that it does not fit
     * @param expected what would fit
     */
    record SettingMismatch(String setting, String found, String expected) {}

    /**
     * Whether nothing of a fault is left.
     *
     * @param cleared nothing of it is left, and nothing of it will come
     * @param detail the evidence, as text
     */
    record ClearedStatus(boolean cleared, String detail) {}
}
