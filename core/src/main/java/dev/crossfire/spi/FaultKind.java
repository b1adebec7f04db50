package dev.crossfire.spi;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way in which something can break; found through {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings
 */
public interface FaultKind<S extends FaultSettings> {
    /** What scenarios call it, as {@code database-failover}. */
    String name();

    /** What it does, in one sentence without a full stop. */
    String summary();

    /** The record type of its settings. */
    Class<S> settings();

    /** What its targets must let be done to them. */
    Set<Capability> needs();

    /** Whether a scenario may give it a duration, and must unless its settings determine one. */
    boolean lasts();

    /** Whether a scenario must give it a duration whatever its settings. */
    default boolean alwaysLasts() {
        return lasts();
    }

    /**
     * Whether a scenario may and must give it a duration when it has these settings.
     *
     * @param settings of {@link #settings}' type
     */
    default boolean lasts(FaultSettings settings) {
        return lasts();
    }

    /**
     * Which of its own settings determine how long it goes on, by key; a duration that every fault may have is none of
     * them.
     */
    default Map<String, Duration> lengths(FaultSettings settings) {
        return Map.of();
    }

    /** The longest it can last, whatever dies in between. */
    Duration longest(FaultSpec spec);

    /** What of it cannot be undone; null when everything can. */
    @Nullable
    String irreversible(FaultSpec spec);

    /** What it costs in US dollars at the published prices; 0 in an environment that charges nothing. */
    double costDollars(FaultSpec spec, int targets);

    /**
     * What in its settings fits none of its targets as they are now; called while planning, and changes nothing.
     *
     * @throws FaultException when the environment cannot be queried
     */
    default Optional<SettingMismatch> mismatch(FaultContext<S> context) throws FaultException {
        return Optional.empty();
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
     * Checks once, from any process, whether anything of the fault is left.
     *
     * @param handle the value of {@link Fault#handle}, read back from the journal; may be empty
     * @throws FaultException when the environment cannot be queried
     */
    ClearedStatus prove(FaultContext<S> context, Map<String, String> handle) throws FaultException;

    /**
     * What the environment still recreates after the fault was healed, though users are served already; null when there
     * is nothing. Called from any process, returns within a few seconds.
     *
     * @throws FaultException when the environment cannot be queried
     */
    default @Nullable String rebuilding(FaultContext<S> context) throws FaultException {
        return null;
    }

    /** How it is confirmed from the outside that it took place, in one sentence without a full stop. */
    String confirmedBy();

    /** How it ends, by itself and by healing, in one sentence without a full stop. */
    String healedBy();
}
