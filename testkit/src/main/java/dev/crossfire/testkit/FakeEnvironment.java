package dev.crossfire.testkit;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An environment in memory with one target that a {@link FakeFault} can break and one that it cannot.
 *
 * <p>It remembers what each run has prepared, broken and claimed, as a real environment does, so that another
 * {@link #connect connection} finds and clears it.
 */
public final class FakeEnvironment implements Environment {
    /** The target that can be broken, in the role {@code thing}. */
    public static final Target THING =
            new Target("thing", "fake:thing", "thing-1", null, Set.of(FakeFault.BREAKABLE), Map.of());

    /** The target that can do nothing, in the role {@code rock}. */
    public static final Target ROCK = new Target("rock", "fake:rock", "rock-1", null, Set.of(), Map.of());

    private record Mark(String run, String fault) {}

    /** What earlier runs have left; a test may add to it. */
    public final List<Leftover> left;

    /** The runs that have claimed it. */
    public final List<String> holders;

    /** By what it belongs to: since when it is broken; empty when it is only prepared. */
    private final Map<Mark, Optional<Instant>> marks;

    private final RunClock clock;

    /** An environment in which nothing is left. */
    public FakeEnvironment() {
        this(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>(), new ConcurrentHashMap<>(), new MachineClock());
    }

    private FakeEnvironment(
            List<Leftover> left, List<String> holders, Map<Mark, Optional<Instant>> marks, RunClock clock) {
        this.left = left;
        this.holders = holders;
        this.marks = marks;
        this.clock = clock;
    }

    /** Connects to the same environment once more, as another process would. */
    public FakeEnvironment connect() {
        return new FakeEnvironment(left, holders, marks, clock);
    }

    /** The provider {@code fake}; every environment that it opens is the same one. */
    public static final class FakeProvider implements EnvironmentProvider<FakeProvider.Settings, NoRole> {
        private final FakeEnvironment environment = new FakeEnvironment();

        /** What earlier runs have left; a test may add to it. */
        public final List<Leftover> left = environment.left;

        /** It has none. */
        public record Settings() {}

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String summary() {
            return "An environment in memory, for tests";
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Class<NoRole> role() {
            return NoRole.class;
        }

        @Override
        public Environment open(EnvironmentSpec spec, ProviderSettings<Settings, NoRole> own, RunClock clock) {
            return new FakeEnvironment(environment.left, environment.holders, environment.marks, clock);
        }
    }

    /** What a fault can do to the thing. */
    interface Breaker {
        void prepare(String run, String fault);

        void breakAt(Instant now, String run, String fault);

        void heal(String run, String fault);

        /** Null when the fault has not broken it, or no longer. */
        @Nullable
        Instant brokenSince(String run, String fault);
    }

    private final class MarkingBreaker implements Breaker {
        @Override
        public void prepare(String run, String fault) {
            marks.put(new Mark(run, fault), Optional.empty());
        }

        @Override
        public void breakAt(Instant now, String run, String fault) {
            marks.put(new Mark(run, fault), Optional.of(now));
        }

        @Override
        public void heal(String run, String fault) {
            marks.remove(new Mark(run, fault));
        }

        @Override
        public @Nullable Instant brokenSince(String run, String fault) {
            return marks.getOrDefault(new Mark(run, fault), Optional.empty()).orElse(null);
        }
    }

    @Override
    public Inventory inventory() {
        return new Inventory("fake", List.of("a"), List.of(THING, ROCK));
    }

    @Override
    public RunClock clock() {
        return clock;
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        if (!target.equals(THING) || type != Breaker.class) {
            throw new FaultException(target.type() + " offers no " + type.getSimpleName());
        }
        return type.cast(new MarkingBreaker());
    }

    @Override
    public List<Leftover> leftovers() {
        List<Leftover> all = new ArrayList<>(left);
        marks.forEach((mark, since) -> all.add(new Leftover(
                mark.run(),
                mark.fault(),
                mark.run() + "/" + mark.fault(),
                since.isPresent() ? "a broken thing" : "a fault that is ready")));
        return List.copyOf(all);
    }

    @Override
    public void clear(Leftover leftover) {
        left.remove(leftover);
        String fault = leftover.fault();
        if (fault != null) {
            marks.remove(new Mark(leftover.run(), fault));
        }
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        for (String holder : holders) {
            if (!holder.equals(run)) {
                throw new FaultException("claimed by run " + holder);
            }
        }
        holders.add(run);
        return new EnvironmentClaim() {
            @Override
            public void renew() {}

            @Override
            public void release() throws FaultException {
                // As a request over a wire would.
                if (Thread.currentThread().isInterrupted()) {
                    throw new FaultException("interrupted");
                }
                holders.remove(run);
            }
        };
    }

    @Override
    public void close() {}
}
