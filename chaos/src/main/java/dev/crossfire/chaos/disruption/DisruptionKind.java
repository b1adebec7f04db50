package dev.crossfire.chaos.disruption;

import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.probe.EffectSymptom;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.chaos.probe.TargetProbes;
import dev.crossfire.chaos.probe.TargetProbes.Observation;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fault kind that acts through its environment's {@link Disruption} and is observed through {@link ProbeClient}s. It
 * defines what is done and how that shows; the rest is the same for all.
 *
 * @param <S> its settings
 */
public abstract class DisruptionKind<S extends FaultSettings> implements FaultKind<S> {
    /** How most of them end; for {@link FaultDescription#clearedBy}. */
    protected static final String UNDONE_AFTER_DURATION =
            "on AWS and the lab, the service undoes it after its duration, also without Crossfire, and healing stops its"
                    + " experiment and deletes the template; elsewhere, Crossfire undoes it, or its guardian; healing"
                    + " works from any process";

    /** How long after its end a target may take to be intact again before a fault counts as not over. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final FaultDescription<S> description;

    /** A kind that is described so. */
    protected DisruptionKind(FaultDescription<S> description) {
        this.description = description;
    }

    @Override
    public final FaultDescription<S> description() {
        return description;
    }

    /** What is done to the targets; the one capability that it needs unless a kind overrides it. */
    protected Capability capability(S settings) {
        if (description.needs().size() != 1) {
            throw new IllegalStateException(description.name() + " needs " + description.needs()
                    + "; expected one capability, or a kind that says which");
        }
        return description.needs().iterator().next();
    }

    @Override
    public final Set<Capability> uses(FaultSettings settings) {
        return Set.of(capability(description.settings().cast(settings)));
    }

    /** How that shows. */
    protected abstract Symptom effect(S settings);

    /** The injection steps, in full; one disruption of all targets at once unless a kind overrides it. */
    protected List<InjectionStep> steps(FaultContext<S> context) throws FaultException {
        DisruptionSpec spec = new DisruptionSpec(capability(context.settings()), context.settings());
        return List.of(new InjectionStep(spec, context.targets(), Duration.ZERO, context.duration()));
    }

    /**
     * The targets on which the effect shows; the fault's own unless a kind overrides it. Each of them must be
     * confirmed.
     */
    protected List<Target> watched(FaultContext<S> context) throws FaultException {
        return context.targets();
    }

    /**
     * The targets that must also answer before the fault is cleared, because it redirected users to others; none unless
     * a kind overrides it.
     */
    protected List<Target> redirectTargets(FaultContext<S> context) {
        return List.of();
    }

    /**
     * How long after the environment's last report it may still take effect; zero for what the environment itself ends.
     */
    protected Duration settling() {
        return Duration.ZERO;
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        Duration duration = spec.duration();
        return duration == null ? RECOVERY : duration.plus(RECOVERY);
    }

    @Override
    public Fault arm(FaultContext<S> context) throws FaultException {
        return DisruptionFault.of(this, context);
    }

    @Override
    public void heal(FaultContext<S> context, Map<String, String> handle) throws FaultException {
        disruption(context).undo(context.run(), context.fault(), handle);
    }

    @Override
    public ClearedStatus verifyCleared(FaultContext<S> context, Map<String, String> handle) throws FaultException {
        ClearedStatus left = disruption(context).left(context.run(), context.fault(), handle);
        if (!left.cleared()) {
            return left;
        }
        try (TargetProbes targetProbes = probes(context);
                TargetProbes dependents = dependents(context)) {
            targetProbes.probeOnce();
            dependents.probeOnce();
            String seen = left.detail() + "; " + (dependents.intact() ? targetProbes : dependents).detail();
            return new ClearedStatus(targetProbes.intact() && targetProbes.known() && dependents.intact(), seen);
        }
    }

    @Override
    public void requireRights(FaultContext<S> context) throws FaultException {
        disruption(context).requireRights(steps(context));
    }

    @Override
    public List<String> risks(FaultContext<S> context) throws FaultException {
        return disruption(context).risks(steps(context));
    }

    /** Databases that have lost their standby by it. */
    @Override
    public @Nullable String rebuilding(FaultContext<S> context) throws FaultException {
        List<Target> databases = Stream.concat(context.targets().stream(), redirectTargets(context).stream())
                .filter(target -> target.capabilities().contains(Capability.FAILOVER))
                .toList();
        return DatabaseFailover.lackingStandbys(context.environment(), databases);
    }

    /** Refuses targets without the needed capability; planning does so too. */
    void fit(FaultContext<S> context) throws FaultException {
        Set<Capability> needed = uses(context.settings());
        for (Target target : context.targets()) {
            if (!target.capabilities().containsAll(needed)) {
                throw new FaultException("a target of type " + target.type() + " (" + target.id()
                        + ") with " + target.capabilities() + " is invalid; expected one with " + needed
                        + " for a "
                        + description.name());
            }
        }
    }

    Disruption disruption(FaultContext<S> context) throws FaultException {
        return CombinedDisruption.of(context.environment(), context.targets());
    }

    TargetProbes dependents(FaultContext<S> context) throws FaultException {
        return TargetProbes.over(redirectTargets(context), context.environment(), SymptomKind.UNREACHABLE);
    }

    TargetProbes probes(FaultContext<S> context) throws FaultException {
        Disruption disruption = disruption(context);
        DisruptionSpec spec = new DisruptionSpec(capability(context.settings()), context.settings());
        return TargetProbes.over(watched(context), target -> {
            InjectionStep step = new InjectionStep(spec, List.of(target), Duration.ZERO, context.duration());
            @Nullable ProbeClient check = disruption.effectCheck(context.run(), context.fault(), step, target);
            return check == null
                    ? new Observation(
                            context.environment().capability(target, ProbeClient.class), effect(context.settings()))
                    : new Observation(
                            check, context.duration() == null ? EffectSymptom.PERMANENT : EffectSymptom.LASTING);
        });
    }
}
