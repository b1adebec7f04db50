package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.spi.FigureText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of the run as a whole.
 *
 * @param outcome the strongest claim that anything in the run makes
 * @param notes what a reader must know beside the objectives, a sentence each
 */
record RunOutcomeNotes(RunOutcome outcome, List<String> notes) {
    static RunOutcomeNotes of(Evidence evidence, List<FaultMoments> faults, List<ObjectiveVerdict> objectives) {
        NoteCollector found = new NoteCollector();
        if (objectives.isEmpty()) {
            found.add(RunOutcome.INCONCLUSIVE, "the scenario has no objectives, so there is nothing to judge");
        }
        boolean control = evidence.plan().faultsDisabled();
        List<ObjectiveVerdict> applicable = objectives.stream()
                .filter(objective -> !control || objective.fault() == null)
                .toList();
        if (applicable.isEmpty() && !objectives.isEmpty()) {
            found.add(
                    RunOutcome.INCONCLUSIVE, "every objective is about a fault, so a control run has nothing to judge");
        }
        for (ObjectiveVerdict objective : applicable) {
            found.outcome = found.outcome.or(
                    switch (objective.outcome()) {
                        case PASS -> RunOutcome.PASS;
                        case INCONCLUSIVE -> RunOutcome.INCONCLUSIVE;
                        case FAIL -> RunOutcome.FAIL;
                    });
        }
        if (control) {
            found.notes.add("a control run: no fault was injected");
        } else {
            faults.forEach(fault -> weigh(fault, found));
        }
        for (JournalEvent.FaultInjected injected : evidence.events(JournalEvent.FaultInjected.class)) {
            injected.late()
                    .ifPresent(by -> found.notes.add(injected.fault() + " was injected "
                            + FigureText.moment(by.toMillis() / 1000.0)
                            + " late: its environment had to be asked again, or answered late"));
        }
        evidence.events(JournalEvent.Warning.class).forEach(warning -> found.notes.add(warning.what()));
        found.notes.addAll(LoadRemarks.of(evidence));
        // A stop by the scenario's own rule is no error; objectives that it cut short cannot pass all the same.
        boolean agreed = !evidence.events(JournalEvent.AbortConditionMet.class).isEmpty();
        evidence.events(JournalEvent.Aborted.class)
                .forEach(aborted -> found.add(
                        agreed ? RunOutcome.INCONCLUSIVE : RunOutcome.ERROR, "stopped early: " + aborted.why()));
        evidence.events(JournalEvent.Fenced.class)
                .forEach(fenced -> found.add(RunOutcome.ERROR, "healing was taken over: " + fenced.why()));
        evidence.events(JournalEvent.Broken.class).forEach(broken -> found.add(RunOutcome.ERROR, broken.why()));
        return new RunOutcomeNotes(found.outcome, List.copyOf(found.notes));
    }

    /** A fault of which so little was done is not the one that the scenario asks for. */
    private static final double LEAST_SHARE_DONE = 0.8;

    private static void weigh(FaultMoments fault, NoteCollector found) {
        if (!fault.wasCleared()) {
            found.add(
                    RunOutcome.DIRTY,
                    fault.id() + " is not verified to be cleared; check its target before anything else");
        }
        if (fault.failure() != null && fault.confirmed() != null) {
            found.add(
                    RunOutcome.INCONCLUSIVE,
                    fault.id() + " was confirmed, but its injection failed: " + fault.failure());
        } else if (fault.failure() != null) {
            found.add(RunOutcome.INCONCLUSIVE, fault.id() + ": " + fault.failure());
        } else if (fault.injected() == null) {
            found.add(RunOutcome.INCONCLUSIVE, fault.id() + " was never injected");
        } else if (fault.effective() == null) {
            found.add(RunOutcome.INCONCLUSIVE, fault.id() + " was not seen to take effect");
        } else if (fault.confirmed() == null) {
            found.add(RunOutcome.INCONCLUSIVE, fault.id() + " was not confirmed");
        }
        JournalEvent.@Nullable FaultDelivered delivered = fault.delivered();
        if (fault.injected() != null && delivered != null && delivered.done() < delivered.asked()) {
            boolean enough = delivered.done() >= LEAST_SHARE_DONE * delivered.asked();
            found.add(
                    enough ? RunOutcome.PASS : RunOutcome.INCONCLUSIVE,
                    fault.id() + " did " + delivered.done() + " of the " + delivered.asked()
                            + " that the scenario asks for"
                            + (enough ? "" : ", less than " + Math.round(LEAST_SHARE_DONE * 100) + " %"));
        }
    }

    private static final class NoteCollector {
        private RunOutcome outcome = RunOutcome.PASS;
        private final List<String> notes = new ArrayList<>();

        void add(RunOutcome claim, String note) {
            outcome = outcome.or(claim);
            notes.add(note);
        }
    }

    /** What a reader should know of the load and its simulation, although it changes no outcome; a sentence each. */
    private static final class LoadRemarks {
        private LoadRemarks() {}

        static List<String> of(Evidence evidence) {
            List<String> remarks = new ArrayList<>();
            evidence.events(JournalEvent.LoadImported.class).forEach(load -> {
                remarks.add("the requests were read from a file of the format " + load.format()
                        + "; how punctually they were sent is not known");
                remarks.addAll(load.limits());
            });
            String duration =
                    DurationText.format(evidence.plan().scenario().load().duration());
            evidence.events(JournalEvent.LoadCut.class)
                    .forEach(cut -> remarks.add("the load was cut at its duration of " + duration + " with "
                            + counted(cut.users(), "active user") + " and " + counted(cut.requests(), "request")
                            + " in flight; requests without an answer at that moment do not count"));
            evidence.events(JournalEvent.RequestsNotBuilt.class)
                    .forEach(
                            notBuilt -> remarks.add(
                                    counted(notBuilt.count(), "request")
                                            + " could not be built and were never sent ("
                                            + String.join("; ", notBuilt.reasons())
                                            + "); Gatling counts them as errors of the simulation, not as requests, and so does this verdict"));
            evidence.events(JournalEvent.AfterHookFailed.class)
                    .forEach(failed -> remarks.add("the simulation's after() " + failed.why()
                            + "; everything had been recorded before it ran"));
            return remarks;
        }

        private static String counted(long number, String one) {
            return number + " " + one + (number == 1 ? "" : "s");
        }
    }
}
