package dev.crossfire.judge.timeline;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.FaultVerdict;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The moments of one planned fault, from the journal.
 *
 * @param failure why it was not injected or left no proof; null when nothing went wrong
 * @param intended the intent to inject it is in the journal
 * @param delivered how much of it was done; null when that is unknown, or it has no parts
 * @param wasCleared the journal proves that nothing of it is left, or that it was never injected
 */
public record FaultMoments(
        PlannedFault plan,
        @Nullable Instant injected,
        JournalEvent.@Nullable FaultEffective effective,
        @Nullable Instant confirmed,
        @Nullable Instant cleared,
        @Nullable String failure,
        boolean intended,
        JournalEvent.@Nullable FaultDelivered delivered,
        boolean wasCleared) {
    public static FaultMoments of(PlannedFault plan, Evidence evidence) {
        String id = plan.spec().id();
        var injected = last(evidence, JournalEvent.FaultInjected.class, id, JournalEvent.FaultInjected::fault);
        var effective = last(evidence, JournalEvent.FaultEffective.class, id, JournalEvent.FaultEffective::fault);
        var confirmed = last(evidence, JournalEvent.FaultConfirmed.class, id, JournalEvent.FaultConfirmed::fault);
        var cleared = last(evidence, JournalEvent.FaultCleared.class, id, JournalEvent.FaultCleared::fault);
        var healed = last(evidence, JournalEvent.HealEnded.class, id, JournalEvent.HealEnded::fault);
        var skipped = last(evidence, JournalEvent.FaultSkipped.class, id, JournalEvent.FaultSkipped::fault);
        var failed = last(evidence, JournalEvent.FaultFailed.class, id, JournalEvent.FaultFailed::fault);
        boolean intended =
                last(evidence, JournalEvent.FaultIntended.class, id, JournalEvent.FaultIntended::fault) != null;
        boolean neverInjected = injected == null && (skipped != null || failed != null);
        // What was seen while a refusal was awaited is not the doing of a fault that was never injected.
        boolean untouched = injected == null && skipped != null;
        // The last event counts: a first attempt at healing may fail and a second succeed.
        boolean seenCleared =
                cleared != null && (healed == null || !cleared.at().isBefore(healed.at()));
        boolean wasCleared = !intended || seenCleared || (healed != null ? healed.proven() : neverInjected);
        return new FaultMoments(
                plan,
                injected == null ? null : injected.injected(),
                untouched ? null : effective,
                confirmed == null || untouched ? null : confirmed.seenAt(),
                cleared == null || untouched ? null : cleared.seenAt(),
                skipped != null ? skipped.why() : failed != null ? failed.why() : null,
                intended,
                last(evidence, JournalEvent.FaultDelivered.class, id, JournalEvent.FaultDelivered::fault),
                wasCleared);
    }

    public String id() {
        return plan.spec().id();
    }

    /** The earliest moment at which it may have taken effect; {@link Micros#NEVER} when it did not. */
    public long effectiveLow() {
        return effective == null ? Micros.NEVER : Micros.of(effective.notBefore());
    }

    /** The latest moment at which it may have taken effect; {@link Micros#NEVER} when it did not. */
    public long effectiveHigh() {
        return effective == null ? Micros.NEVER : Math.max(effectiveLow(), Micros.of(effective.notAfter()));
    }

    public long effectiveBest() {
        return effective == null ? Micros.NEVER : effectiveLow() + (effectiveHigh() - effectiveLow()) / 2;
    }

    /** Whether it was injected, or seen to take effect, without proof that it took place. */
    public boolean unconfirmed() {
        return confirmed == null && (injected != null || effective != null);
    }

    /** The verdict on it, by how all cohorts recovered after all faults. */
    public FaultVerdict verdict(List<CohortRecovery> recoveries) {
        List<CohortRecovery> own = recoveries.stream()
                .filter(recovery -> recovery.fault().equals(id()))
                .toList();
        @Nullable Long uncertainty = effective == null ? null : (effectiveHigh() - effectiveLow() + 1999) / 2000;
        return new FaultVerdict(
                id(),
                plan.spec().kind(),
                plan.spec().role(),
                injected,
                effective == null ? null : Micros.instant(effectiveBest()),
                uncertainty,
                confirmed,
                cleared,
                confirmed != null,
                wasCleared,
                plan.spec().expect(),
                ExpectedImpact.seen(own),
                delivered == null ? null : delivered.asked(),
                delivered == null ? null : delivered.done());
    }

    private static <T extends JournalEvent> @Nullable T last(
            Evidence evidence, Class<T> type, String id, Function<T, String> fault) {
        List<T> events = evidence.events(type).stream()
                .filter(event -> fault.apply(event).equals(id))
                .collect(Collectors.toList());
        return events.isEmpty() ? null : events.get(events.size() - 1);
    }
}
