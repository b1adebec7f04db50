package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.Pod.PodOwner;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Two pods, of which the first is a target; requests to them can be made to fail once. */
final class FakePods implements Pods {
    /** The version of a pod that is marked. */
    static final String MARKED = "marked";

    final List<Pod> pods = new CopyOnWriteArrayList<>(List.of(pod("a", "1", false), pod("b", "1", false)));
    /** The names of the pods that are targets. */
    Set<String> targets = Set.of("a");
    /** The names of the pods that a budget protects from eviction. */
    final Set<String> budget = new HashSet<>();
    /** The request that fails next. */
    @Nullable
    String fails;

    boolean changes;
    Runnable onClaim = () -> {};
    Runnable onList = () -> {};

    @Nullable
    PodOwner owner;

    long desiredReplicas;
    int lists;

    static Pod pod(String name, String version, boolean leaving) {
        return new Pod("shop", name, "uid-" + name, version, name, true, leaving, Map.of(), null);
    }

    private void fail(String what) throws FaultException {
        if (what.equals(fails)) {
            fails = null;
            throw new FaultException(what);
        }
    }

    @Override
    public String workload() {
        return "shop/app=shop";
    }

    @Override
    public boolean includes(Pod pod) {
        return targets.contains(pod.name());
    }

    @Override
    public List<Pod> list() {
        lists++;
        onList.run();
        return List.copyOf(pods);
    }

    @Override
    public Set<PodOwner> owners(List<Pod> of) {
        return owner == null ? Set.of() : Set.of(owner);
    }

    @Override
    public long desiredReplicas(Set<PodOwner> owners) {
        return desiredReplicas;
    }

    @Override
    public Pods evicting() {
        return this;
    }

    @Override
    public void permit(String run, String fault, Duration forAtMost) {}

    @Override
    public boolean mayKill(String run, String fault) throws FaultException {
        fail("mayKill");
        return true;
    }

    @Override
    public void forbid(String run, String fault) {}

    @Override
    public Optional<PodMark> claim(String run, String fault, Pod pod) throws FaultException {
        fail("claim");
        onClaim.run();
        pods.replaceAll(there -> there.uid().equals(pod.uid()) ? pod(there.name(), MARKED, there.leaving()) : there);
        return Optional.of(new PodMark(pod, MARKED));
    }

    @Override
    public boolean kill(PodMark claim, @Nullable Duration grace) throws FaultException {
        fail("kill");
        if (budget.contains(claim.pod().name())) {
            throw new KillRefusedException("the budget needs " + claim.pod().name(), new IllegalStateException());
        }
        return !changes && pods.removeIf(pod -> pod.uid().equals(claim.pod().uid()));
    }

    /** The machine's clock, of a process that is stopped now and then. */
    static final class StoppedClock implements RunClock {
        private volatile Duration stopped = Duration.ZERO;

        void stopFor(Duration time) {
            stopped = stopped.plus(time);
        }

        @Override
        public Instant instant() {
            return new MachineClock().instant().plus(stopped);
        }

        @Override
        public Duration elapsed() {
            return new MachineClock().elapsed().plus(stopped);
        }
    }

    /** An environment that has nothing but the pods. */
    record FakeEnvironment(Pods pods, RunClock clock) implements Environment {
        @Override
        public Inventory inventory() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T capability(Target target, Class<T> type) {
            return type.cast(pods);
        }

        @Override
        public List<Leftover> leftovers() {
            return List.of();
        }

        @Override
        public void clear(Leftover leftover) {}

        @Override
        public EnvironmentClaim claim(String run, Duration forAtMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
