package dev.crossfire.environment;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An environment that several providers or none reach.
 *
 * <p>An error names the provider that it comes from. What is asked of all of them fails when one of them cannot be asked;
 * healing goes through {@link #parts}, so that one of them keeps no other from being healed.
 */
public final class CombinedEnvironment implements Environment {
    private final EnvironmentSpec spec;
    private final Map<String, Environment> byProvider;
    private final RunClock clock;

    private CombinedEnvironment(EnvironmentSpec spec, Map<String, Environment> byProvider, RunClock clock) {
        this.spec = spec;
        this.byProvider = Collections.unmodifiableMap(new LinkedHashMap<>(byProvider));
        this.clock = clock;
    }

    /**
     * Connects to all that an environment's file names; to the environment of the only provider itself where there is one.
     *
     * @param toHeal whether a provider that cannot be reached is left out, so that the others can be healed
     * @throws EnvironmentException when one cannot be reached, or with {@code toHeal} none
     */
    public static Environment open(EnvironmentSpec spec, Kinds kinds, boolean toHeal, RunClock clock)
            throws EnvironmentException {
        Map<String, Environment> opened = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        for (String name : spec.providers().keySet()) {
            EnvironmentProvider<?, ?> provider = kinds.provider(name)
                    .orElseThrow(() -> new EnvironmentException("no provider '" + name + "' is on the class path"));
            try {
                Environment part = opened(provider, spec, toHeal, clock);
                opened.put(name, part);
                if (!toHeal && spec.providers().size() > 1) {
                    foreignTypes(name, part.inventory())
                            .ifPresent(found -> failed.add(found + " is invalid; expected " + ownTypes(name)));
                }
            } catch (EnvironmentException unreachable) {
                String message = String.valueOf(unreachable.getMessage());
                failed.add(spec.providers().size() == 1 ? message : name + ": " + message);
                opened.put(
                        name,
                        new UnreachableEnvironment(new Inventory(spec.name(), List.of(), List.of()), clock, message));
            }
        }
        boolean none = failed.size() == opened.size();
        if (!failed.isEmpty() && (!toHeal || none)) {
            opened.values().forEach(Environment::close);
            throw new EnvironmentException(String.join("\n", failed));
        }
        return opened.size() == 1 ? opened.values().iterator().next() : new CombinedEnvironment(spec, opened, clock);
    }

    /**
     * Why a provider cannot stand beside others in an environment; empty when it can. A target's type says whose it is.
     *
     * @param inventory what the provider alone reaches
     */
    public static Optional<String> foreignTypes(String provider, Inventory inventory) {
        List<String> foreign = inventory.targets().stream()
                .map(Target::type)
                .filter(type -> !type.startsWith(provider + ":"))
                .distinct()
                .sorted()
                .toList();
        return foreign.isEmpty()
                ? Optional.empty()
                : Optional.of("the provider '" + provider + "' with targets of type " + String.join(", ", foreign)
                        + " beside other providers");
    }

    /** What types are expected of a provider beside others. */
    public static String ownTypes(String provider) {
        return "types that begin with '" + provider
                + ":', because a target's type says which provider reaches it; the provider's author can mend this";
    }

    private static <S, R> Environment opened(
            EnvironmentProvider<S, R> provider, EnvironmentSpec spec, boolean toHeal, RunClock clock)
            throws EnvironmentException {
        return toHeal
                ? provider.openToHeal(spec, provider.partOf(spec), clock)
                : provider.open(spec, provider.partOf(spec), clock);
    }

    @Override
    public List<Environment> parts() {
        List<Environment> parts = new ArrayList<>();
        byProvider.forEach((name, part) -> parts.add(new NamedPart(name, part)));
        return parts;
    }

    @Override
    public Environment partOf(Target target) {
        return Objects.requireNonNull(byProvider.get(spec.providerOf(target.type())));
    }

    @Override
    public Inventory inventory() {
        return joined(
                spec.name(),
                byProvider.values().stream().map(Environment::inventory).toList());
    }

    @Override
    public Inventory current() throws EnvironmentException {
        List<Inventory> all = new ArrayList<>();
        for (Map.Entry<String, Environment> part : byProvider.entrySet()) {
            try {
                all.add(part.getValue().current());
            } catch (EnvironmentException unreachable) {
                throw new EnvironmentException(part.getKey() + ": " + unreachable.getMessage(), unreachable);
            }
        }
        return joined(spec.name(), all);
    }

    /** What several providers have, as one inventory. */
    public static Inventory joined(String environment, Collection<Inventory> all) {
        TreeSet<String> zones = new TreeSet<>();
        List<Target> targets = new ArrayList<>();
        for (Inventory one : all) {
            zones.addAll(one.zones());
            targets.addAll(one.targets());
        }
        return new Inventory(environment, List.copyOf(zones), targets);
    }

    @Override
    public @Nullable ClusterIdentity cluster() {
        return byProvider.values().stream()
                .map(Environment::cluster)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public FaultEstimate estimate(FaultSpec fault, Set<Capability> uses, List<Target> targets) throws FaultException {
        Map<Environment, List<Target>> reached = new LinkedHashMap<>();
        targets.forEach(target -> reached.computeIfAbsent(partOf(target), first -> new ArrayList<>())
                .add(target));
        FaultEstimate estimate = FaultEstimate.FREE;
        for (Map.Entry<Environment, List<Target>> part : reached.entrySet()) {
            estimate = estimate.plus(part.getKey().estimate(fault, uses, part.getValue()));
        }
        return estimate;
    }

    @Override
    public RunClock clock() {
        return clock;
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        return partOf(target).capability(target, type);
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        List<Leftover> all = new ArrayList<>();
        for (Environment part : parts()) {
            all.addAll(part.leftovers());
        }
        return all;
    }

    @Override
    public List<Leftover> expired() throws FaultException {
        List<Leftover> all = new ArrayList<>();
        for (Environment part : parts()) {
            all.addAll(part.expired());
        }
        return all;
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        String name = NamedPart.providerOf(leftover);
        Environment part = byProvider.get(name);
        if (part == null) {
            throw new FaultException("no provider of environment " + spec.name() + " has made " + leftover.id());
        }
        new NamedPart(name, part).clear(leftover);
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        List<EnvironmentClaim> taken = new ArrayList<>();
        for (Environment part : parts()) {
            try {
                taken.add(part.claim(run, forAtMost));
            } catch (FaultException | RuntimeException refused) {
                releaseAfter(refused, taken);
                throw refused;
            }
        }
        return new CombinedClaim(taken);
    }

    private static void releaseAfter(Exception refused, List<EnvironmentClaim> taken) {
        try {
            new CombinedClaim(taken).release();
        } catch (FaultException | RuntimeException stuck) {
            // It expires by itself; the refusal is what the user needs to know.
            refused.addSuppressed(stuck);
        }
    }

    @Override
    public void close() {
        byProvider.values().forEach(Environment::close);
    }

    /** The claims on all providers: valid while each of them is. */
    private record CombinedClaim(List<EnvironmentClaim> claims) implements EnvironmentClaim {
        /** A step for one claim. */
        private interface Step {
            void take(EnvironmentClaim claim) throws FaultException;
        }

        @Override
        public void renew() throws FaultException {
            each(EnvironmentClaim::renew);
        }

        @Override
        public void release() throws FaultException {
            each(EnvironmentClaim::release);
        }

        /** All of them, even if one fails. */
        private void each(Step step) throws FaultException {
            @Nullable FaultException first = null;
            for (EnvironmentClaim claim : claims) {
                try {
                    step.take(claim);
                } catch (FaultException failed) {
                    if (first == null) {
                        first = failed;
                    } else {
                        first.addSuppressed(failed);
                    }
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }
}
