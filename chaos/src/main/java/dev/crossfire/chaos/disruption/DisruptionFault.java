package dev.crossfire.chaos.disruption;

import dev.crossfire.chaos.injection.ClearedTracker;
import dev.crossfire.chaos.injection.CompletionListener;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.chaos.probe.TargetProbes;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.spi.RunClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prepared disruption, with the probe clients that show its effect.
 *
 * <p>One thread may inject it while another probes; probes and the end exclude each other.
 */
final class DisruptionFault implements Fault {
    private final PreparedInjection injection;
    private final TargetProbes targetProbes;
    private final TargetProbes dependents;
    private final ClearedTracker tracker;
    private final CompletionListener listener;
    private final RunClock clock;
    private final boolean followsRoles;
    private Instant lastIntact = Instant.MIN;
    private volatile boolean endReported;

    private DisruptionFault(
            PreparedInjection injection,
            TargetProbes targetProbes,
            TargetProbes dependents,
            ClearedTracker tracker,
            RunClock clock,
            boolean followsRoles) {
        this.followsRoles = followsRoles;
        this.injection = injection;
        this.targetProbes = targetProbes;
        this.dependents = dependents;
        this.tracker = tracker;
        this.clock = clock;
        this.listener = new CompletionListener(injection, tracker);
    }

    static <S extends FaultSettings> DisruptionFault of(DisruptionKind<S> kind, FaultContext<S> context)
            throws FaultException {
        kind.fit(context);
        Disruption disruption = kind.disruption(context);
        TargetProbes targetProbes = kind.probes(context);
        try {
            targetProbes.survey(context.environment().clock());
            PreparedInjection injection = disruption.prepare(context.run(), context.fault(), kind.steps(context));
            return new DisruptionFault(
                    injection,
                    targetProbes,
                    kind.dependents(context),
                    new ClearedTracker(kind.settling()),
                    context.environment().clock(),
                    disruption.followsRoles());
        } catch (FaultException | RuntimeException broken) {
            targetProbes.close();
            // By tags: a request without an answer may have been done.
            Rollback.after(broken, () -> kind.heal(context, Map.of()));
            throw broken;
        }
    }

    @Override
    public Map<String, String> handle() {
        return injection.handle();
    }

    @Override
    public void retarget(List<Target> targets) throws FaultException {
        if (!followsRoles) {
            Fault.super.retarget(targets);
        }
    }

    @Override
    public Map<String, String> injectedHandle() {
        return injection.started();
    }

    @Override
    public void inject() throws FaultException {
        tracker.injected();
        try {
            injection.start();
        } finally {
            listener.begin();
        }
    }

    @Override
    public synchronized ProbeResult probe() {
        Instant began = clock.instant();
        targetProbes.probe(tracker.wasInjected());
        boolean intact = targetProbes.intact();
        boolean confirmed = targetProbes.confirmed();
        boolean over = intact && targetProbes.known() && tracker.hasEnded();
        ProbeResult seen = new ProbeResult(intact, confirmed, over && isServedAgain(), "");
        String problem = confirmed ? null : listener.problem();
        String words = problem == null ? targetProbes.detail() : targetProbes.detail() + "; " + problem;
        if (over && !seen.cleared()) {
            words += "; " + dependents.detail();
        }
        // A target that was silent throughout a probe was so from the time at which an answer was due.
        @Nullable Instant by = targetProbes.overdue().map(began::plus).orElse(null);
        @Nullable
        Instant since = targetProbes.effectAbsent().map(this::noLaterThanIntact).orElse(null);
        if (intact) {
            lastIntact = began;
        }
        return new ProbeResult(intact, confirmed, tracker.isCleared(seen, clock.instant()), words, null, by, since);
    }

    /** Of several targets, one may be probed and be the first to break. */
    private Instant noLaterThanIntact(Instant effectAbsent) {
        return effectAbsent.isBefore(lastIntact) ? effectAbsent : lastIntact;
    }

    /** Checked only once all else is over and healed: a fault that ends by itself has redirected users long ago. */
    private boolean isServedAgain() {
        if (!endReported) {
            return true;
        }
        dependents.probe(false);
        return dependents.intact();
    }

    @Override
    public void endReported() {
        endReported = true;
        listener.again();
    }

    @Override
    public synchronized void close() {
        listener.close();
        dependents.close();
        targetProbes.close();
    }
}
