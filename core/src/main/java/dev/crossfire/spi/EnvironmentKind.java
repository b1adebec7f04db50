package dev.crossfire.spi;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSettings;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.quantity.DurationLimit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of environment; found through {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings
 */
public interface EnvironmentKind<S extends EnvironmentSettings> {
    /** What environment files call it, as {@code aws}. */
    String name();

    /** What it is, in one sentence without a full stop. */
    String summary();

    /** The record type of its settings. */
    Class<S> settings();

    /** How faults are done in environments of this kind; empty for one that offers no means of its own. */
    default List<InjectionMethod> injectionMethods() {
        return List.of();
    }

    /** How long faults that are given a duration may last there; null when any will do. */
    default @Nullable DurationLimit durationLimit() {
        return null;
    }

    /**
     * What a fault costs in US dollars at the published prices; 0 where nothing is charged.
     *
     * @param needs the capabilities that the fault uses, or may use
     * @param duration how long the fault lasts; null for one that ends by itself
     */
    default double costDollars(Set<Capability> needs, @Nullable Duration duration, List<Target> targets) {
        return 0;
    }

    /**
     * What its settings declare before the environment is queried; null when they declare nothing. Connects to nothing.
     */
    default @Nullable DeclaredSettings declared(EnvironmentSpec spec, S settings) {
        return null;
    }

    /**
     * Connects to it.
     *
     * @param spec whose settings are of {@link #settings}' type, secrets resolved
     * @param clock by which its probes and claims are timed
     * @throws EnvironmentException when it cannot be reached
     */
    Environment open(EnvironmentSpec spec, S settings, RunClock clock) throws EnvironmentException;

    /**
     * Connects to it only to heal there: its inventory may lack what cannot be found now, because it may be broken.
     *
     * @param spec whose settings are of {@link #settings}' type, secrets resolved
     * @param clock by which its probes and claims are timed
     * @throws EnvironmentException when it cannot be reached
     */
    default Environment openToHeal(EnvironmentSpec spec, S settings, RunClock clock) throws EnvironmentException {
        return open(spec, settings, clock);
    }
}
