package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.injection.ClearedTracker;
import dev.crossfire.chaos.injection.PreparedInjection.InjectionResult;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.Fault.FaultDelivery;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A prepared kill of pods, with probes of the pods that it is to kill.
 *
 * <p>One thread may inject the fault while another probes; probes and the end exclude each other.
 */
final class PodKillFault implements Fault {
    /** How long a deletion without an answer may still take effect. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    /** Pods that are killed together are killed within this, or not at all. */
    private static final Duration LONGEST_KILL = Duration.ofSeconds(5);

    private final FaultContext<PodKill.Settings> context;
    private final List<PodGroup> groups;
    private final List<PodKiller> killers;
    private final @Nullable PodStorm storm;
    private final int asked;
    private final ClearedTracker tracker = new ClearedTracker(SETTLING);
    private final RunClock clock;
    private volatile boolean takenBack;
    private volatile boolean injecting;
    private volatile @Nullable String problem;

    private PodKillFault(FaultContext<PodKill.Settings> context, List<PodGroup> groups) {
        this.context = context;
        this.groups = List.copyOf(groups);
        this.clock = context.environment().clock();
        PodKill.Settings settings = context.settings();
        this.killers = groups.stream()
                .map(group -> new PodKiller(group, context.run(), context.fault(), settings, clock))
                .toList();
        this.storm =
                settings.rate() == null ? null : new PodStorm(killers, settings, context.run(), context.fault(), clock);
        this.asked = settings.rate() == null
                ? groups.stream()
                        .mapToInt(group -> group.targeted(settings).size())
                        .sum()
                : settings.kills();
    }

    static PodKillFault of(FaultContext<PodKill.Settings> context) throws FaultException {
        Map<String, List<Pods>> workloads = PodGroup.byWorkload(context.environment(), context.targets());
        List<PodGroup> groups = new ArrayList<>();
        try {
            for (List<Pods> targets : workloads.values()) {
                PodGroup podGroup = PodGroup.of(
                        targets, context.settings(), context.environment().clock());
                groups.add(podGroup);
                podGroup.pods().permit(context.run(), context.fault(), PodKill.maxDuration(context.settings()));
            }
            return new PodKillFault(context, groups);
        } catch (FaultException | RuntimeException broken) {
            groups.forEach(PodGroup::close);
            Rollback.after(broken, () -> new PodKill().heal(context, Map.of()));
            throw broken;
        }
    }

    @Override
    public Map<String, String> handle() {
        Map<String, String> handle = new LinkedHashMap<>();
        groups.forEach(podGroup -> handle.putAll(podGroup.handle()));
        return handle;
    }

    @Override
    public void retarget(List<Target> targets) throws FaultException {
        Map<String, List<Pods>> workloads = PodGroup.byWorkload(context.environment(), targets);
        for (PodGroup podGroup : groups) {
            podGroup.retarget(workloads.getOrDefault(podGroup.pods().workload(), List.of()));
        }
    }

    @Override
    public void inject() throws FaultException {
        for (PodGroup podGroup : groups) {
            if (!podGroup.pods().mayKill(context.run(), context.fault())) {
                throw new NotInjectedException("the fault's permission to kill pods of "
                        + podGroup.pods().workload() + " was removed: the fault was healed");
            }
        }
        injecting = true;
        tracker.injected();
        try {
            kill();
        } catch (FaultException failed) {
            if (!hasRequested()) {
                throw new NotInjectedException(String.valueOf(failed.getMessage()));
            }
            problem = failed.getMessage();
            if (killed() == 0) {
                throw failed;
            }
        } finally {
            injecting = false;
            tracker.ended(new InjectionResult(hasRequested(), null));
        }
    }

    /** Whether a deletion was requested that is done, or may yet be. */
    private boolean hasRequested() {
        return groups.stream().anyMatch(group -> !group.deletions().isEmpty());
    }

    private void kill() throws FaultException {
        if (storm != null) {
            storm.begin();
            return;
        }
        Duration notAfter = clock.elapsed().plus(LONGEST_KILL);
        for (PodKiller killer : killers) {
            killer.killTargets(notAfter);
        }
        if (!hasRequested()) {
            String pods = groups.stream().map(group -> group.pods().workload()).collect(Collectors.joining(", "));
            throw new NotInjectedException(
                    clock.elapsed().compareTo(notAfter) > 0
                            ? "the cluster took longer than " + LONGEST_KILL.toSeconds()
                                    + " s to list and mark the pods of " + pods
                                    + ", and pods that are killed together are killed within that time"
                            : "no target of " + pods + " serves any more, or all of them have changed meanwhile");
        }
    }

    @Override
    public synchronized ProbeResult probe() {
        groups.forEach(group -> group.views().refresh());
        boolean known = groups.stream().allMatch(group -> group.views().isKnown());
        boolean isShort = groups.stream().anyMatch(PodGroup::isShort);
        int killed = killed();
        int away = groups.stream().mapToInt(PodGroup::removed).sum();
        boolean confirmed = !injecting && away > 0 && (storm != null || away == killed);
        boolean over = !injecting && (storm == null || !tracker.wasInjected() || storm.isOver());
        boolean cleared = known && groups.stream().noneMatch(PodGroup::mayBeShort) && over && away == killed;
        // A cluster that does not report is no effect of the fault.
        boolean intact = !isShort && (known || tracker.wasInjected());
        ProbeResult seen = new ProbeResult(intact, confirmed, cleared, "");
        boolean gone = takenBack ? cleared : tracker.isCleared(seen, clock.instant());
        return new ProbeResult(
                intact,
                confirmed,
                gone,
                words(),
                null,
                first(PodDeletions::firstAnswered),
                first(PodDeletions::firstSent));
    }

    private @Nullable Instant first(Function<PodDeletions, @Nullable Instant> moment) {
        return groups.stream()
                .map(PodGroup::deletions)
                .map(moment)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private int killed() {
        return groups.stream().mapToInt(PodGroup::killed).sum();
    }

    @Override
    public FaultDelivery delivery() {
        return new FaultDelivery(asked, killed());
    }

    /** Without its permission, no request that is still unanswered can take effect any more. */
    @Override
    public void endReported() {
        takenBack = true;
    }

    private String words() {
        String seen = groups.stream().map(PodGroup::detail).collect(Collectors.joining("; "));
        String wrong = storm == null ? problem : storm.problem();
        return wrong == null ? seen : seen + "; " + wrong;
    }

    @Override
    public synchronized void close() {
        if (storm != null) {
            storm.close();
        }
        groups.forEach(PodGroup::close);
    }
}
