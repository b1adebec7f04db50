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

    /** The record that holds its settings. */
    Class<S> settings();

    /** What its targets must let be done to them. */
    Set<Capability> needs();

    /** Whether a scenario may give it a duration, and must unless its settings say otherwise. */
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

    /** Which of its own settings say how long it goes on, by key; a duration that every fault may be given is none of them. */
    default Map<String, Duration> lengths(FaultSettings settings) {
        return Map.of();
    }

    /** The longest it can last, whatever dies in between. */
    Duration longest(FaultSpec spec);

    /** What of it cannot be taken back, in words; null when everything can. */
    @Nullable
    String irreversible(FaultSpec spec);

    /** What it costs in US dollars at the published prices; 0 in an environment that charges nothing. */
    double costDollars(FaultSpec spec, int targets);

    /**
     * What in its settings fits none of its targets as they are now; asked while planning, and touches nothing.
     *
     * @throws FaultException when the environment cannot be asked
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
     * Takes the fault back; may run twice, and in another process than the one that injected it.
     *
     * @param handle what {@link Fault#handle} said, read back from the journal
     * @throws FaultException when healing could not even be asked for
     */
    void heal(FaultContext<S> context, Map<String, String> handle) throws FaultException;

    /**
     * Looks once, from any process, whether anything of the fault is left.
     *
     * @param handle what {@link Fault#handle} said, read back from the journal; may be empty
     * @throws FaultException when the environment cannot be asked
     */
    ClearedStatus prove(FaultContext<S> context, Map<String, String> handle) throws FaultException;

    /**
     * What the environment still makes anew after the fault was taken back, though users are served already, in words; null
     * when there is no such thing. Asked from any process, returns within a few seconds.
     *
     * @throws FaultException when the environment cannot be asked
     */
    default @Nullable String rebuilding(FaultContext<S> context) throws FaultException {
        return null;
    }

    /** How it is confirmed from the outside that it took place, in one sentence without a full stop. */
    String confirmedBy();

    /** How it ends, by itself and by our hand, in one sentence without a full stop. */
    String healedBy();
}
