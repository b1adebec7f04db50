package dev.crossfire.testkit;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.UnansweredException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.FakeEnvironment.Breaker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A fault of a {@link FakeEnvironment} that behaves as set: it takes effect 100 ms after injection, is confirmed after
 * 300 ms and lasts until it is healed.
 */
public final class FakeFault implements FaultKind<FakeFault.Settings> {
    /** What its targets must offer. */
    public static final Capability BREAKABLE = new Capability("breakable");
    /** Its name in scenarios. */
    public static final String NAME = "fake-fault";

    private static final Duration EFFECTIVE_AFTER = Duration.ofMillis(100);
    private static final Duration CONFIRMED_AFTER = Duration.ofMillis(300);

    /** It has none. */
    public record Settings() implements FaultSettings {}

    /** What happens at a call, besides what the fault itself does. */
    @FunctionalInterface
    public interface CallHook {
        /**
         * Runs first.
         *
         * @param fault the fault's id
         * @throws FaultException when the call is to fail
         */
        void run(String fault) throws FaultException;
    }

    private static final CallHook NOTHING = fault -> {};

    private final InstantSource time;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /** The calls so far, in order, as {@code inject writer-lost}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();
    /** What happens when it is armed. */
    public volatile CallHook onArm = NOTHING;
    /** What happens when it is injected. */
    public volatile CallHook onInject = NOTHING;
    /** What happens when it is healed. */
    public volatile CallHook onHeal = NOTHING;
    /** What happens at each probe. */
    public volatile Runnable onProbe = () -> {};
    /** Whether its environment does not say whether it was injected, though it was. */
    public volatile boolean unanswered;
    /** Whether its target is unhealthy without it. */
    public volatile boolean unhealthy;
    /** Whether it takes effect at all. */
    public volatile boolean takesEffect = true;
    /** Whether healing helps. */
    public volatile boolean heals = true;
    /** What its environment recreates; null for nothing. */
    public volatile @Nullable String rebuilding;

    /**
     * A fault that behaves well.
     *
     * @param time by which it takes effect
     */
    public FakeFault(InstantSource time) {
        this.time = time;
    }

    /** Ends a fault without healing. */
    public void end(String fault) {
        ended.add(fault);
    }

    @Override
    public FaultDescription<Settings> description() {
        return new FaultDescription<>(
                NAME,
                "Breaks nothing but a fake, for tests",
                Settings.class,
                Set.of(BREAKABLE),
                FaultDescription.DurationRule.NONE,
                null,
                "The fake is broken",
                "Healing alone");
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        return Duration.ofSeconds(5);
    }

    @Override
    public Fault arm(FaultContext<Settings> context) throws FaultException {
        called("arm", context.fault());
        onArm.run(context.fault());
        Breaker breaker = breaker(context);
        breaker.prepare(context.run(), context.fault());
        return new Armed(context.run(), context.fault(), breaker);
    }

    @Override
    public void heal(FaultContext<Settings> context, Map<String, String> handle) throws FaultException {
        called("heal", context.fault());
        onHeal.run(context.fault());
        if (heals) {
            breaker(context).heal(context.run(), context.fault());
        }
    }

    @Override
    public ClearedStatus verifyCleared(FaultContext<Settings> context, Map<String, String> handle)
            throws FaultException {
        boolean broken = isBroken(breaker(context).brokenSince(context.run(), context.fault()), context.fault());
        return new ClearedStatus(!broken, broken ? "broken" : "healthy");
    }

    @Override
    public @Nullable String rebuilding(FaultContext<Settings> context) {
        return rebuilding;
    }

    private static Breaker breaker(FaultContext<Settings> context) throws FaultException {
        Target target = context.targets().get(0);
        return context.environment().capability(target, Breaker.class);
    }

    private boolean isBroken(@Nullable Instant since, String fault) {
        return since != null && !ended.contains(fault);
    }

    private void called(String what, String fault) {
        calls.add(what + " " + fault);
    }

    private final class Armed implements Fault {
        private final String run;
        private final String id;
        private final Breaker breaker;
        private volatile boolean injected;

        Armed(String run, String id, Breaker breaker) {
            this.run = run;
            this.id = id;
            this.breaker = breaker;
        }

        @Override
        public Map<String, String> handle() {
            return Map.of("fault", id);
        }

        @Override
        public void retarget(List<Target> targets) {
            called("retarget", id + " to " + targets.get(0).id());
        }

        @Override
        public void inject() throws FaultException {
            called("inject", id);
            onInject.run(id);
            breaker.breakAt(time.instant(), run, id);
            injected = true;
            if (unanswered) {
                throw new UnansweredException("silence", new IOException("no answer"));
            }
        }

        @Override
        public ProbeResult probe() {
            onProbe.run();
            Instant since = breaker.brokenSince(run, id);
            if (since == null || !isBroken(since, id)) {
                return new ProbeResult(!unhealthy, injected && takesEffect, !unhealthy, unhealthy ? "ill" : "healthy");
            }
            Duration elapsed = Duration.between(since, time.instant());
            boolean effective = takesEffect && elapsed.compareTo(EFFECTIVE_AFTER) >= 0;
            boolean confirmed = takesEffect && elapsed.compareTo(CONFIRMED_AFTER) >= 0;
            return new ProbeResult(!effective, confirmed, false, confirmed ? "broken" : effective ? "down" : "healthy");
        }

        @Override
        public void close() {
            called("close", id);
        }
    }
}
