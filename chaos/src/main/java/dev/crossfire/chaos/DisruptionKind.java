package dev.crossfire.chaos;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Absence;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fault kind that does harm through its environment's {@link Disruption} and is seen through {@link Vantage}s: it says
 * what is done and how that shows, the rest is the same for all.
 *
 * @param <S> its settings
 */
public abstract class DisruptionKind<S extends FaultSettings> implements FaultKind<S> {
    /** FIS asks this for each minute that an action runs, begun minutes counted in full. Source: AWS's price list. */
    private static final double DOLLARS_PER_ACTION_MINUTE = 0.10;

    /** How long after its end a target may take to be whole again before a fault counts as not over. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    /** What its targets must let be done to them. */
    protected abstract Capability capability();

    /** What is done to the targets. */
    protected abstract Harm harm(S settings);

    /** How that shows. */
    protected abstract Effect effect(S settings);

    /** What is done, in full; one harm on all targets at once unless a kind says otherwise. */
    protected List<Strike> strikes(Arming<S> arming) throws FaultException {
        return List.of(new Strike(harm(arming.settings()), arming.targets(), Duration.ZERO, arming.duration()));
    }

    /** What it shows in; the targets themselves unless a kind says otherwise. Each of them must be bitten. */
    protected List<Target> watched(Arming<S> arming) throws FaultException {
        return arming.targets();
    }

    /** What else must answer before it is gone, because it led their users elsewhere; nothing unless a kind says so. */
    protected List<Target> ledElsewhere(Arming<S> arming) {
        return List.of();
    }

    /** How long after the environment's last word it may still take hold; zero for what the environment itself ends. */
    protected Duration settling() {
        return Duration.ZERO;
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(capability());
    }

    @Override
    public boolean lasts() {
        return true;
    }

    @Override
    public Duration longest(FaultSpec spec) {
        Duration duration = spec.duration();
        return duration == null ? RECOVERY : duration.plus(RECOVERY);
    }

    @Override
    public @Nullable String irreversible(FaultSpec spec) {
        return null;
    }

    @Override
    public double costDollars(FaultSpec spec, int targets) {
        Duration duration = spec.duration();
        long minutes = duration == null ? 1 : (duration.toMillis() + 59_999) / 60_000;
        return DOLLARS_PER_ACTION_MINUTE * minutes;
    }

    @Override
    public String healedBy() {
        return "the service takes it back after its duration, whatever becomes of Crossfire; healing stops its experiment"
                + " and deletes the template, from any process";
    }

    @Override
    public Fault arm(Arming<S> arming) throws FaultException {
        return ArmedDisruption.of(this, arming);
    }

    @Override
    public void heal(Arming<S> arming, Map<String, String> handle) throws FaultException {
        disruption(arming).undo(arming.run(), arming.fault(), handle);
    }

    @Override
    public Absence prove(Arming<S> arming, Map<String, String> handle) throws FaultException {
        Absence left = disruption(arming).left(arming.run(), arming.fault(), handle);
        if (!left.gone()) {
            return left;
        }
        try (Lookouts lookouts = lookouts(arming);
                Lookouts dependents = dependents(arming)) {
            lookouts.look(false);
            dependents.look(false);
            String seen = left.seen() + "; " + (dependents.whole() ? lookouts : dependents).seen();
            return new Absence(lookouts.whole() && dependents.whole(), seen);
        }
    }

    /** Databases that have lost their standby by it. */
    @Override
    public @Nullable String rebuilding(Arming<S> arming) throws FaultException {
        List<Target> databases = Stream.concat(arming.targets().stream(), ledElsewhere(arming).stream())
                .filter(target -> target.capabilities().contains(Capability.FAILOVER))
                .toList();
        return Redundancy.lacking(arming.environment(), databases);
    }

    /** Refuses targets that do not let it be done to them; planning does so too, for whoever plans. */
    void fit(Arming<S> arming) throws FaultException {
        for (Target target : arming.targets()) {
            if (!target.capabilities().containsAll(needs())) {
                throw new FaultException("found a target of type " + target.type() + " (" + target.id()
                        + ") that offers " + target.capabilities() + ", wanted one that offers " + needs() + " for a "
                        + name());
            }
        }
    }

    Disruption disruption(Arming<S> arming) throws FaultException {
        return arming.environment().offer(arming.targets().get(0), Disruption.class);
    }

    Lookouts dependents(Arming<S> arming) throws FaultException {
        return Lookouts.over(ledElsewhere(arming), arming.environment(), Sign.UNREACHABLE);
    }

    Lookouts lookouts(Arming<S> arming) throws FaultException {
        return Lookouts.over(watched(arming), arming.environment(), effect(arming.settings()));
    }
}
