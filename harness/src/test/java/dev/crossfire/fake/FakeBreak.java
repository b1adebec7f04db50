package dev.crossfire.fake;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.ClearedStatus;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A fault that breaks nothing and behaves as set: it takes effect 100 ms after injection, is confirmed after 300 ms and
 * lasts until it is healed.
 */
public final class FakeBreak implements FaultKind<FakeBreak.Settings> {
    /** What its targets must offer. */
    public static final Capability BREAKABLE = new Capability("breakable");
    /** Its name in scenarios. */
    public static final String NAME = "fake-break";

    private static final Duration EFFECTIVE_AFTER = Duration.ofMillis(100);
    private static final Duration BITTEN_AFTER = Duration.ofMillis(300);

    /** It has none. */
    public record Settings() implements FaultSettings {}

    /** An action on each call; may refuse. */
    @FunctionalInterface
    public interface Deed {
        void now(String fault) throws FaultException;
    }

    private static final Deed NOTHING = fault -> {};

    private final TimeSource time;
    private final Map<String, Instant> injected = new ConcurrentHashMap<>();
    private final Set<String> healed = ConcurrentHashMap.newKeySet();
    /** The calls that it got, in order, as {@code inject writer-lost}. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public volatile Deed onArm = NOTHING;
    public volatile Deed onInject = NOTHING;
    public volatile Deed onHeal = NOTHING;
    /** Called by every probe. */
    public volatile Runnable onLook = () -> {};
    /** Whether its target is unhealthy without it. */
    public volatile boolean sick;
    /** Whether it takes effect at all. */
    public volatile boolean bites = true;
    /** What its environment recreates, whatever the call. */
    public volatile @Nullable String rebuilding;
    /** Whether healing helps. */
    public volatile boolean heals = true;

    public FakeBreak(TimeSource time) {
        this.time = time;
    }

    @Override
    public FaultDescription<Settings> description() {
        return new FaultDescription<>(
                NAME,
                "Breaks nothing, for tests",
                Settings.class,
                Set.of(BREAKABLE),
                FaultDescription.DurationRule.NONE,
                null,
                "Tests know",
                "By our hand alone");
    }

    @Override
    public Duration longest(FaultSpec spec) {
        return Duration.ofSeconds(5);
    }

    @Override
    public Fault arm(FaultContext<Settings> context) throws FaultException {
        note("arm", context.fault());
        onArm.now(context.fault());
        return new Broken(context.fault());
    }

    @Override
    public void heal(FaultContext<Settings> context, Map<String, String> handle) throws FaultException {
        note("heal", context.fault());
        onHeal.now(context.fault());
        if (heals) {
            healed.add(context.fault());
        }
    }

    /** It ends by itself. */
    public void end(String fault) {
        healed.add(fault);
    }

    @Override
    public ClearedStatus prove(FaultContext<Settings> context, Map<String, String> handle) {
        boolean gone = !injected.containsKey(context.fault()) || healed.contains(context.fault());
        return new ClearedStatus(gone, gone ? "well" : "broken");
    }

    @Override
    public @Nullable String rebuilding(FaultContext<Settings> context) {
        return rebuilding;
    }

    private void note(String what, String fault) {
        asked.add(what + " " + fault);
    }

    private final class Broken implements Fault {
        private final String id;

        Broken(String id) {
            this.id = id;
        }

        @Override
        public Map<String, String> handle() {
            return Map.of("fault", id);
        }

        @Override
        public void inject() throws FaultException {
            note("inject", id);
            onInject.now(id);
            injected.put(id, time.now());
        }

        @Override
        public ProbeResult probe() {
            onLook.run();
            Instant since = injected.get(id);
            if (since == null || healed.contains(id)) {
                return new ProbeResult(!sick, since != null && bites, !sick, sick ? "ill" : "well");
            }
            Duration elapsed = Duration.between(since, time.now());
            boolean effective = bites && elapsed.compareTo(EFFECTIVE_AFTER) >= 0;
            boolean confirmed = bites && elapsed.compareTo(BITTEN_AFTER) >= 0;
            return new ProbeResult(!effective, confirmed, false, confirmed ? "broken" : effective ? "down" : "well");
        }

        @Override
        public void close() {
            note("close", id);
        }
    }
}
