package dev.crossfire.fake;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSettings;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentClaim;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Leftover;
import dev.crossfire.spi.RunClock;
import dev.crossfire.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A place with one breakable thing in it, the role {@code thing}. */
public final class FakeEnvironment implements Environment {
    /** The thing. */
    public static final Target THING =
            new Target("thing", "fake:thing", "thing-1", null, Set.of(FakeBreak.BREAKABLE), Map.of());

    /** What earlier runs have left. */
    public final List<Leftover> left;

    /** Runs that hold it. */
    public final List<String> holders = new CopyOnWriteArrayList<>();

    /** A place in which nothing was left. */
    public FakeEnvironment() {
        this(new CopyOnWriteArrayList<>());
    }

    private FakeEnvironment(List<Leftover> left) {
        this.left = left;
    }

    /** The kind {@code fake}. */
    public static final class Kind implements EnvironmentKind<Kind.Settings> {
        /** What earlier runs have left in every place of this kind. */
        public final List<Leftover> left = new CopyOnWriteArrayList<>();

        /** It has none. */
        public record Settings() implements EnvironmentSettings {}

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String summary() {
            return "A place with one breakable thing in it";
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Environment open(EnvironmentSpec spec, Settings settings, RunClock clock) {
            return new FakeEnvironment(left);
        }
    }

    @Override
    public Inventory inventory() {
        return new Inventory("fake", List.of("a"), List.of(THING));
    }

    @Override
    public RunClock clock() {
        return new SystemTime();
    }

    @Override
    public <T> T offer(Target target, Class<T> services) throws FaultException {
        throw new FaultException("a fake thing offers no " + services.getSimpleName());
    }

    @Override
    public List<Leftover> leftovers() {
        return List.copyOf(left);
    }

    @Override
    public void clear(Leftover leftover) {
        left.remove(leftover);
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) {
        holders.add(run);
        return new EnvironmentClaim() {
            @Override
            public void renew() {}

            @Override
            public void release() throws FaultException {
                // As whatever asks over a wire.
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
