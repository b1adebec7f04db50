package dev.crossfire.spi;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach what plays the roles of an environment, such as AWS or a Kubernetes cluster; found through
 * {@link java.util.ServiceLoader}. An environment may have several.
 *
 * @param <S> how it is reached
 * @param <R> what plays a role
 */
public interface EnvironmentProvider<S, R> {
    /**
     * What environment files call it, as {@code aws}: the key of its section and of what plays a role. The types of its
     * targets begin with it and a colon, as {@code aws:ecs:task}.
     */
    String name();

    /** What it is, in one sentence without a full stop. */
    String summary();

    /** The record type of its section; a section without a required key may be left out of the file. */
    Class<S> settings();

    /**
     * The record type of what plays a role; {@link NoRole} when the provider itself knows its roles. A component {@code
     * probe} takes the probe that the file gives beside the role's providers.
     */
    Class<R> role();

    /** Whether environment files may name it. */
    default boolean isInFiles() {
        return true;
    }

    /** How it injects faults; empty for one that offers no means of its own. */
    default List<InjectionMethod> injectionMethods() {
        return List.of();
    }

    /**
     * Why it injects nothing into targets that a fault needs a capability of, and what does so instead, as text without a full
     * stop; by capability, for those of shipped fault kinds that {@link #injectionMethods} lacks.
     */
    default Map<Capability, String> notOffered() {
        return Map.of();
    }

    /** How long faults that are given a duration may last with these settings; null when any will do. */
    default @Nullable DurationLimit durationLimit(S settings) {
        return null;
    }

    /**
     * What is known of a fault's cost before the provider is queried; of an operator's template, for example, only that
     * it has an action.
     *
     * @param uses the capabilities that the fault uses
     */
    default FaultEstimate estimate(FaultSpec fault, Set<Capability> uses, List<Target> targets) {
        return FaultEstimate.FREE;
    }

    /**
     * What its settings declare before it is queried; null when they declare nothing. Connects to nothing.
     *
     * @param environment of which {@code own} is this provider's part
     */
    default @Nullable DeclaredSettings declared(EnvironmentSpec environment, ProviderSettings<S, R> own) {
        return null;
    }

    /**
     * The permissions that faults need, as documents that an administrator can apply; none where none are needed.
     * Connects to nothing.
     *
     * @param faults what a scenario does to what this provider reaches; empty for a load alone
     */
    default List<PermissionDocument> permissions(ProviderSettings<S, R> own, List<FaultUse> faults) {
        return List.of();
    }

    /**
     * Connects to it.
     *
     * @param environment of which {@code own} is this provider's part, secrets resolved
     * @param clock by which its probes and claims are timed
     * @throws EnvironmentException when it cannot be reached
     */
    Environment open(EnvironmentSpec environment, ProviderSettings<S, R> own, RunClock clock)
            throws EnvironmentException;

    /**
     * Connects to it only to heal there: its inventory may lack what cannot be found now, because it may be broken.
     *
     * @param environment of which {@code own} is this provider's part, secrets resolved
     * @param clock by which its probes and claims are timed
     * @throws EnvironmentException when it cannot be reached
     */
    default Environment openToHeal(EnvironmentSpec environment, ProviderSettings<S, R> own, RunClock clock)
            throws EnvironmentException {
        return open(environment, own, clock);
    }

    /** Its part of an environment, by its types. */
    default ProviderSettings<S, R> partOf(EnvironmentSpec environment) {
        ProviderSettings<?, ?> own = environment.providers().get(name());
        if (own == null) {
            throw new IllegalArgumentException("environment " + environment.name() + " has no part of " + name());
        }
        return own.cast(settings(), role());
    }

    /**
     * What a fault does to targets of a provider.
     *
     * @param uses the capabilities that it uses
     * @param targets as the settings declare them; one may stand for several
     */
    record FaultUse(FaultSpec fault, Set<Capability> uses, List<Target> targets) {
        public FaultUse {
            uses = Set.copyOf(uses);
            targets = List.copyOf(targets);
        }
    }

    /**
     * A document that grants permissions.
     *
     * @param file the name of its file
     * @param about whom it is for, and what it lacks, in one sentence without a full stop
     * @param text its content
     */
    record PermissionDocument(String file, String about, String text) {}

    /** What plays a role where files give none. */
    record NoRole() {}

    /**
     * What a provider's settings declare before it is queried.
     *
     * @param inventory what plays the roles, with the capabilities of its type; unless {@code complete}, one target stands for
     *     all that play its role
     * @param unprobed the roles that cannot be probed because the settings name no probe: each with a JSON pointer to where
     *     the environment's file should have one
     * @param complete whether the inventory holds every target
     * @param problems what is wrong with the settings: each with a JSON pointer into the environment's file, or with a place
     *     in another file that it names
     */
    record DeclaredSettings(
            Inventory inventory, Map<String, String> unprobed, boolean complete, List<Problem> problems) {
        /** Settings of which nothing else is wrong. */
        public DeclaredSettings(Inventory inventory, Map<String, String> unprobed, boolean complete) {
            this(inventory, unprobed, complete, List.of());
        }

        public DeclaredSettings {
            problems = List.copyOf(problems);
            unprobed = Collections.unmodifiableMap(new LinkedHashMap<>(unprobed));
        }
    }

    /**
     * How a provider injects a fault into targets of one type.
     *
     * @param type of the targets, as {@code aws:ecs:task}; of any type when it is {@code *}
     * @param how by what means and with what effect, as text without a full stop
     * @param permissions the permissions that this needs, by the names of the provider, which have a colon, or as text
     *     without a colon; empty for none
     */
    record InjectionMethod(Capability capability, String type, String how, List<String> permissions) {
        public InjectionMethod {
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * How long faults of a provider may last, for every plan.
     *
     * @param shortest a fault's duration is no shorter
     * @param longest nor longer
     * @param whose whose limit that is
     */
    record DurationLimit(Duration shortest, Duration longest, String whose) {
        /** Whether it allows a duration. */
        public boolean holds(Duration duration) {
            return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
        }
    }
}
