package dev.crossfire.chaos.pods;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.FaultKind.SettingMismatch;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kills pods, once or at a steady rate; their controller starts new ones. */
public final class PodKill implements FaultKind<PodKill.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "pod-kill",
            "deletes pods, all at once or one after the other at a steady rate",
            Settings.class,
            Set.of(Capability.PODS),
            DurationRule.NONE,
            "the content of deleted pods is lost; their controller starts new ones, with new names",
            "the cluster no longer knows the deleted pods' uids (at a rate: the first one's)",
            "the pods' controller replaces them; healing removes the fault's permission to kill, a Lease in the cluster"
                    + " that also ends by itself, and it is cleared when as many pods are ready as their owners want by then");

    /** How long pods may take to be replaced before the fault counts as not over; images may have to be pulled. */
    private static final Duration LONGEST_REPLACEMENT = Duration.ofMinutes(2);

    /** A list that was asked for longer ago proves nothing: this process may have been stopped meanwhile. */
    private static final Duration OLDEST_LIST = Duration.ofSeconds(5);

    private static final double FASTEST_PER_SECOND = 10;
    private static final Duration LONGEST_STORM = Duration.ofHours(1);
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(10);

    /** How pods are killed. */
    public enum PodKillMode {
        /** They are deleted. */
        DELETE,
        /** Their eviction is requested. */
        EVICT
    }

    /**
     * Its settings.
     *
     * @param grace how long a pod's processes may take to end, in whole seconds as in Kubernetes; null leaves it to the
     *     pod, zero kills at once
     * @param labels a pod is killed only if it carries all of these; null for any
     * @param rate how often one is killed; null kills the targets' pods together and once
     * @param during how long pods are killed; null exactly when there is no rate
     * @param mode null means delete
     */
    public record Settings(
            @Describe("how long a pod's processes may take to end, in whole seconds; 0s kills them at once") @Nullable
            Duration grace,

            @Describe("labels that a pod must carry to be killed, all of them") @Nullable
            Map<String, String> labels,

            @Describe("how often a pod is killed, oldest first; by default all targets at once, and only once")
            @Nullable
            Rate rate,

            @Describe("how long pods are killed at that rate") @Nullable
            Duration during,

            @Describe(
                    "delete: pods are deleted, whatever protects them; evict: a PodDisruptionBudget may refuse; delete by default")
            @Nullable
            PodKillMode mode)
            implements FaultSettings {
        /** Pods that are deleted. */
        public Settings(
                @Nullable Duration grace,
                @Nullable Map<String, String> labels,
                @Nullable Rate rate,
                @Nullable Duration during) {
            this(grace, labels, rate, during, null);
        }

        public Settings {
            if (grace != null && grace.toNanosPart() != 0) {
                throw new IllegalArgumentException("a 'grace' of whole seconds");
            }
            if (grace != null && grace.compareTo(LONGEST_GRACE) > 0) {
                throw wrong("a 'grace'", LONGEST_GRACE);
            }
            if ((rate == null) != (during == null)) {
                throw new IllegalArgumentException("both 'rate' and 'during', or neither");
            }
            if (rate != null && (rate.perSecond() <= 0 || rate.perSecond() > FASTEST_PER_SECOND)) {
                throw new IllegalArgumentException(
                        "a rate of more than 0 and at most " + (int) FASTEST_PER_SECOND + "/s");
            }
            if (during != null && during.isZero()) {
                throw new IllegalArgumentException("a 'during' of more than 0s");
            }
            if (during != null && during.compareTo(LONGEST_STORM) > 0) {
                throw wrong("a 'during'", LONGEST_STORM);
            }
            labels = labels == null ? null : Map.copyOf(labels);
        }

        private static IllegalArgumentException wrong(String setting, Duration longest) {
            return new IllegalArgumentException(setting + " of at most " + DurationText.format(longest));
        }

        /** At a rate, the oldest pod is next, selected or not. */
        @Override
        public boolean roams() {
            return rate != null;
        }

        /** A target of a cluster has its pod's labels as tags. */
        @Override
        public boolean mayHit(Target target) {
            return labels == null || target.tags().entrySet().containsAll(labels.entrySet());
        }

        @Override
        public int times() {
            return rate == null ? 1 : kills();
        }

        /** Whether a pod carries what it must to be killed. */
        boolean allows(Pod pod) {
            return labels == null || pod.labels().entrySet().containsAll(labels.entrySet());
        }

        /** How many kills that makes at a rate. */
        int kills() {
            return rate == null ? 0 : (int) Math.ceil(storm().toNanos() / 1e9 * rate.perSecond());
        }

        /** The time from one kill to the next. */
        Duration interval() {
            return rate == null ? Duration.ZERO : Duration.ofNanos((long) (1e9 / rate.perSecond()));
        }

        /** Whether a PodDisruptionBudget may refuse a kill. */
        boolean evicts() {
            return mode == PodKillMode.EVICT;
        }

        /** The means to kill pods in this mode. */
        Pods of(Pods pods) throws FaultException {
            return evicts() ? pods.evicting() : pods;
        }

        /** How long pods are being killed. */
        Duration storm() {
            return during == null ? Duration.ZERO : during;
        }
    }

    @Override
    public FaultDescription<Settings> description() {
        return DESCRIPTION;
    }

    @Override
    public Map<String, Duration> settingDurations(FaultSettings settings) {
        return settings instanceof Settings mine && mine.during() != null ? Map.of("during", mine.during()) : Map.of();
    }

    @Override
    public void requireRights(FaultContext<Settings> context) throws FaultException {
        for (Pods pods : workloads(context)) {
            context.settings().of(pods).requireRights();
        }
    }

    @Override
    public List<String> risks(FaultContext<Settings> context) throws FaultException {
        return PodKillRisks.of(context);
    }

    @Override
    public Optional<SettingMismatch> mismatch(FaultContext<Settings> context) throws FaultException {
        Map<String, String> labels = context.settings().labels();
        if (labels == null) {
            return Optional.empty();
        }
        int pods = 0;
        for (Target target : context.targets()) {
            Pods means = context.environment().capability(target, Pods.class);
            List<Pod> there = means.list().stream().filter(means::includes).toList();
            if (there.stream().anyMatch(context.settings()::allows)) {
                return Optional.empty();
            }
            pods += there.size();
        }
        return Optional.of(new SettingMismatch(
                "labels",
                "a set of labels that none of the " + pods + " target pods carries",
                "labels that at least one of them carries"));
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        return spec.settings() instanceof Settings settings ? maxDuration(settings) : LONGEST_REPLACEMENT;
    }

    static Duration maxDuration(Settings settings) {
        return settings.storm().plus(LONGEST_REPLACEMENT);
    }

    @Override
    public Fault arm(FaultContext<Settings> context) throws FaultException {
        return PodKillFault.of(context);
    }

    @Override
    public void heal(FaultContext<Settings> context, Map<String, String> handle) throws FaultException {
        for (Pods pods : workloads(context)) {
            pods.forbid(context.run(), context.fault());
        }
    }

    @Override
    public ClearedStatus verifyCleared(FaultContext<Settings> context, Map<String, String> handle)
            throws FaultException {
        for (Pods pods : workloads(context)) {
            ClearedStatus one = verifyCleared(context, pods, RequiredPods.read(handle, pods.workload()));
            if (!one.cleared()) {
                return one;
            }
        }
        return new ClearedStatus(true, "as many pods serve as their owners want, and the fault may kill no more");
    }

    private static ClearedStatus verifyCleared(FaultContext<Settings> context, Pods pods, Optional<RequiredPods> before)
            throws FaultException {
        RunClock clock = context.environment().clock();
        if (pods.mayKill(context.run(), context.fault())) {
            return new ClearedStatus(false, "the fault may still kill pods of " + pods.workload());
        }
        Duration asked = clock.elapsed();
        List<Pod> now = pods.list();
        long serving = now.stream().filter(Pod::serves).count();
        long required = required(pods, now, before);
        if (clock.elapsed().minus(asked).compareTo(OLDEST_LIST) > 0) {
            return new ClearedStatus(
                    false,
                    "the list of the pods of " + pods.workload() + " was asked for "
                            + clock.elapsed().minus(asked).toSeconds() + " s ago");
        }
        return new ClearedStatus(
                serving >= required, serving + " of " + required + " pods of " + pods.workload() + " serve");
    }

    /** Without a handle, as many as the owners want, or at least one where nothing says how many there have to be. */
    private static long required(Pods pods, List<Pod> now, Optional<RequiredPods> before) throws FaultException {
        if (before.isPresent()) {
            return before.get().now(pods);
        }
        var owners = pods.owners(now);
        return owners.isEmpty() ? Math.max(1, now.size()) : pods.desiredReplicas(owners);
    }

    /** One for each workload that has targets. */
    private static List<Pods> workloads(FaultContext<Settings> context) throws FaultException {
        return PodGroup.byWorkload(context.environment(), context.targets()).values().stream()
                .map(targets -> targets.get(0))
                .toList();
    }
}
