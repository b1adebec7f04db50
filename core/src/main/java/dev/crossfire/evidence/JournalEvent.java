package dev.crossfire.evidence;

import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.load.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of the journal: Crossfire's intents, actions and observations, in the order in which they came. */
public sealed interface JournalEvent {
    /** When it was written. */
    Instant at();

    /** The run began. */
    record RunStarted(Instant at, String run, long pid) implements JournalEvent {}

    /** The environment is there and reachable. */
    record EnvironmentReady(Instant at, String environment, long tookMillis) implements JournalEvent {}

    /**
     * The environment was connected to.
     *
     * @param reference by what another process finds it again: an environment file's path, or {@code lab:PID}
     * @param cluster which cluster it is in; null where there is none
     */
    record EnvironmentOpened(
            Instant at,
            String environment,
            String reference,
            @Nullable ClusterIdentity cluster) implements JournalEvent {}

    /** A guardian runs. It heals if the conductor does not. */
    record GuardianReady(Instant at, long pid) implements JournalEvent {}

    /** The load is built and can begin; {@code populations} records how the users of each cohort arrive. */
    record LoadReady(Instant at, List<Population> populations) implements JournalEvent {
        public LoadReady {
            populations = List.copyOf(populations);
        }
    }

    /** Traffic began; {@code zero} is t = 0, after warm-up. */
    record LoadStarted(Instant at, Instant zero) implements JournalEvent {}

    /** Whether the steady state was reached: every cohort healthy in the window before a fault. */
    record SteadyState(Instant at, String fault, boolean reached, String seen) implements JournalEvent {}

    /** Forced to disk before the fault is injected; {@code handle} is what healing needs. */
    record FaultIntended(Instant at, String fault, String kind, List<String> targets, Map<String, String> handle)
            implements JournalEvent {}

    /**
     * The environment was requested to inject the fault.
     *
     * @param injected just before the request
     * @param answered just after its answer
     * @param due when it was to be injected; null when that is unknown
     * @param handle what healing can use besides the intent's handle, such as the id of what was started
     */
    record FaultInjected(
            Instant at,
            String fault,
            Instant injected,
            Instant answered,
            @Nullable Instant due,
            Map<String, String> handle)
            implements JournalEvent {
        /** How much later than due a fault may be injected before it is reported as late. */
        public static final Duration PUNCTUAL = Duration.ofSeconds(1);

        public FaultInjected {
            handle = Map.copyOf(handle);
        }

        /** One that was injected on time and needs no more to be healed. */
        public FaultInjected(Instant at, String fault, Instant injected, Instant answered) {
            this(at, fault, injected, answered, injected, Map.of());
        }

        /** By how much it was injected later than due; empty when that is too little to matter. */
        public Optional<Duration> late() {
            return Optional.ofNullable(due)
                    .map(planned -> Duration.between(planned, answered))
                    .filter(by -> by.compareTo(PUNCTUAL) > 0);
        }
    }

    /**
     * A probe saw that the target is no longer intact.
     *
     * @param notBefore the last probe that saw it intact
     * @param notAfter the first probe that did not
     */
    record FaultEffective(Instant at, String fault, Instant notBefore, Instant notAfter, String seen)
            implements JournalEvent {}

    /** The proof that the fault took place. */
    record FaultConfirmed(Instant at, String fault, Instant seenAt, String seen) implements JournalEvent {}

    /** The fault is verified to be cleared. */
    record FaultCleared(Instant at, String fault, Instant seenAt, String seen) implements JournalEvent {}

    /** How much of what the fault was to do it has done, in its own units; written when it was healed. */
    record FaultDelivered(Instant at, String fault, int asked, int done) implements JournalEvent {}

    /** The fault was not injected. */
    record FaultSkipped(Instant at, String fault, String why) implements JournalEvent {}

    /** The fault could not be injected, or was injected and left no proof. */
    record FaultFailed(Instant at, String fault, String why) implements JournalEvent {}

    /** Healing was requested. */
    record HealStarted(Instant at, String fault) implements JournalEvent {}

    /** The result of healing; {@code proven} is true when the fault was verified to be cleared. */
    record HealEnded(Instant at, String fault, boolean proven, String seen) implements JournalEvent {}

    /**
     * Nothing of a fault is left to heal and users are served, but the environment still recreates something that the
     * fault took away; {@code what} names it.
     */
    record Rebuilding(Instant at, String fault, String what) implements JournalEvent {}

    /**
     * The previous conductor may inject nothing more; what follows is another process's healing.
     *
     * @param epoch one more than the previous conductor's
     */
    record Fenced(Instant at, long epoch, String why) implements JournalEvent {}

    /** Something that carries the run's tag was removed, or could not be; {@code what} names it. */
    record LeftoverCleared(Instant at, String id, boolean removed, String what) implements JournalEvent {}

    /** The process that took over healing has verified that nothing of the run is left. */
    record AllClear(Instant at) implements JournalEvent {}

    /**
     * The requests were not sent by Crossfire but recorded by another load tool, so how punctual they were is not known.
     *
     * @param format of the file that they were read from
     * @param limits what such a file does not show, a sentence each
     */
    record LoadImported(Instant at, String format, List<String> limits) implements JournalEvent {
        public LoadImported {
            limits = List.copyOf(limits);
        }
    }

    /** Traffic ended. */
    record LoadEnded(Instant at, long requests, @Nullable String problem) implements JournalEvent {}

    /** The simulation has assertions of its own, in Gatling's words. */
    record AssertionsDeclared(Instant at, List<String> texts) implements JournalEvent {}

    /** The results of the simulation's own assertions, in the order in which they were declared. */
    record AssertionsEvaluated(Instant at, List<AssertionResult> results) implements JournalEvent {}

    /**
     * The load was still running when its duration was over, and was cut.
     *
     * @param users active at that moment
     * @param requests in flight then, which do not count
     */
    record LoadCut(Instant at, long users, long requests) implements JournalEvent {}

    /**
     * Requests could not be built, so they were not sent; as under Gatling, they do not count as requests.
     *
     * @param reasons the first few different ones
     */
    record RequestsNotBuilt(Instant at, long count, List<String> reasons) implements JournalEvent {}

    /** The simulation's {@code after()} did not succeed; all evidence had been recorded before it ran. */
    record AfterHookFailed(Instant at, String why) implements JournalEvent {}

    /**
     * The ledger of the users is on disk: each write that was sent, and each answer to one.
     *
     * @param entries how many lines
     * @param dropped how many are missing, because the disk did not take them
     */
    record LedgerKept(Instant at, long entries, long dropped) implements JournalEvent {}

    /**
     * The system's records were requested.
     *
     * @param source where they were read, without secrets
     * @param rows how many are on disk
     * @param keyed whether rows contain the key under which they were written
     * @param problem why some may be missing; null when they are all there
     */
    record LedgerRead(
            Instant at,
            String source,
            long rows,
            boolean keyed,
            @Nullable String problem) implements JournalEvent {}

    /**
     * The load generator exhausted a resource of its own machine, so its figures may be wrong.
     *
     * @param resource which one, as {@code CPU time}
     * @param seen how much of it was used and how much there is
     */
    record GeneratorStarved(Instant at, String resource, String seen) implements JournalEvent {}

    /**
     * The most that the load generator used of its machine while traffic ran; a figure that could not be read is null.
     *
     * @param ownCpu share of all processors that it used itself, in its busiest second
     * @param machineCpu share of all processors that all processes used, in the busiest second
     * @param stalled share of the time in which it was not given a processor, or stood still by itself
     * @param files open at one time, of that many allowed
     * @param ports local ports in use or cooling down on the machine at one time, of that many available
     */
    record GeneratorUsed(
            Instant at,
            @Nullable Double ownCpu,
            @Nullable Double machineCpu,
            double stalled,
            @Nullable Long files,
            @Nullable Long filesAllowed,
            @Nullable Long ports,
            @Nullable Long portsAllowed)
            implements JournalEvent {}

    /**
     * The machine's wall clock was set while traffic ran: times before and after are not on one axis.
     *
     * @param byMillis forward when positive
     */
    record ClockStepped(Instant at, double byMillis) implements JournalEvent {}

    /** A user or a signal stopped the run early. */
    record Aborted(Instant at, String why) implements JournalEvent {}

    /** An abort condition of the scenario was met; the run is then aborted. */
    record AbortConditionMet(Instant at, String seen) implements JournalEvent {}

    /** Something about this run weakens what it shows. */
    record Warning(Instant at, String what) implements JournalEvent {}

    /** The harness or its environment failed. */
    record Broken(Instant at, String why) implements JournalEvent {}

    /** The run ended and nothing of it is left. */
    record RunEnded(Instant at) implements JournalEvent {}
}
