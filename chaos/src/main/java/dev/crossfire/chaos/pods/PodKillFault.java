package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.chaos.injection.SettlingTracker;
import dev.crossfire.chaos.injection.StartCommand.CommandResult;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A prepared kill of pods, with probes of the pods that it is to kill.
 *
 * <p>One thread may inject the fault while another probes; probes and the end exclude each other.
 */
final class PodKillFault implements Fault {
    /** With the workload behind it: how many of its pods served before. */
    static final String HANDLE = "pods ";

    /** How long a deletion without an answer may still take effect. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final FaultContext<PodKill.Settings> context;
    private final List<PodGroup> groups;
    private final @Nullable PodStorm storm;
    private final SettlingTracker settling = new SettlingTracker(SETTLING);
    private final RunClock clock;
    private volatile boolean takenBack;

    private PodKillFault(FaultContext<PodKill.Settings> context, List<PodGroup> groups) {
        this.context = context;
        this.groups = List.copyOf(groups);
        this.clock = context.environment().clock();
        Rate rate = context.settings().rate();
        this.storm = rate == null
                ? null
                : new PodStorm(
                        this.groups, context.settings(), rate.perSecond(), context.run(), context.fault(), clock);
    }

    static PodKillFault of(FaultContext<PodKill.Settings> context) throws FaultException {
        Map<String, List<Pods>> workloads = new LinkedHashMap<>();
        for (Target target : context.targets()) {
            Pods pods = context.environment().capability(target, Pods.class);
            workloads
                    .computeIfAbsent(pods.workload(), name -> new ArrayList<>())
                    .add(pods);
        }
        List<PodGroup> groups = new ArrayList<>();
        try {
            for (List<Pods> targets : workloads.values()) {
                PodGroup podGroup = PodGroup.of(targets, context.settings());
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
        groups.forEach(podGroup -> handle.put(HANDLE + podGroup.pods().workload(), Long.toString(podGroup.before())));
        return handle;
    }

    @Override
    public void inject() throws FaultException {
        for (PodGroup podGroup : groups) {
            if (!podGroup.pods().mayKill(context.run(), context.fault())) {
                throw new NotInjectedException("the fault's permission to kill pods of "
                        + podGroup.pods().workload() + " was removed: the fault was healed");
            }
        }
        settling.injected();
        try {
            if (storm != null) {
                storm.begin();
            } else {
                killAll();
            }
        } finally {
            boolean begun = groups.stream().anyMatch(PodGroup::wasInjected);
            settling.ended(new CommandResult(begun, null));
        }
    }

    private void killAll() throws FaultException {
        for (PodGroup podGroup : groups) {
            for (Pod pod : podGroup.targeted(context.settings())) {
                podGroup.kill(
                        context.run(), context.fault(), pod, context.settings().grace());
            }
        }
    }

    @Override
    public synchronized ProbeResult probe() {
        boolean intact = groups.stream().allMatch(PodGroup::intact);
        int killed = groups.stream().mapToInt(PodGroup::killed).sum();
        int away = groups.stream().mapToInt(PodGroup::gone).sum();
        boolean confirmed = away > 0 && (storm != null || away == killed);
        boolean over = storm == null || !settling.wasInjected() || storm.isOver();
        boolean cleared = intact && over && away == killed;
        ProbeResult seen = new ProbeResult(intact, confirmed, cleared, "");
        boolean gone = takenBack ? cleared : settling.isGone(seen, clock.instant());
        return new ProbeResult(intact, confirmed, gone, words());
    }

    /** Without its permission, no request that is still unanswered can take effect any more. */
    @Override
    public void endReported() {
        takenBack = true;
    }

    private String words() {
        String seen = groups.stream().map(PodGroup::detail).collect(Collectors.joining("; "));
        String problem = storm == null ? null : storm.problem();
        return problem == null ? seen : seen + "; " + problem;
    }

    @Override
    public synchronized void close() {
        if (storm != null) {
            storm.close();
        }
        groups.forEach(PodGroup::close);
    }
}
