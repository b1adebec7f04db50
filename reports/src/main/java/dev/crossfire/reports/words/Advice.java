package dev.crossfire.reports.words;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What was missing and what to change, for a run that gave no clear answer. */
public final class Advice {
    private static final int LONGEST_TEXT = 200;

    private Advice() {}

    /** A sentence each, the most useful first; empty when there is nothing to add. */
    public static List<String> of(Evidence evidence, Verdict verdict) {
        List<String> advice = new ArrayList<>();
        for (JournalEvent.Broken broken : evidence.events(JournalEvent.Broken.class)) {
            advice.add("Crossfire or the environment failed: " + shown(broken.why()));
        }
        for (FaultVerdict fault : verdict.faults()) {
            if (fault.injected() != null && !fault.wasCleared()) {
                advice.add(
                        shown(fault.id()) + " is not verified to be cleared: check its target before anything else.");
            }
        }
        for (JournalEvent.RequestsNotBuilt notBuilt : evidence.events(JournalEvent.RequestsNotBuilt.class)) {
            advice.add(MeasuredText.count(notBuilt.count(), "request") + " could not be built and were never sent: "
                    + shown(String.join("; ", notBuilt.reasons())) + " Correct the simulation.");
        }
        for (JournalEvent.AfterHookFailed failed : evidence.events(JournalEvent.AfterHookFailed.class)) {
            advice.add(
                    "The simulation's after() " + shown(failed.why()) + " Every request was recorded before it ran.");
        }
        advice.addAll(EvidenceText.advice(verdict.evidence()));
        if (verdict.outcome() == RunOutcome.PASS || verdict.outcome() == RunOutcome.FAIL) {
            return List.copyOf(advice);
        }
        for (JournalEvent.FaultSkipped skipped : evidence.events(JournalEvent.FaultSkipped.class)) {
            advice.add(shown(skipped.fault()) + " was not injected: " + shown(skipped.why())
                    + (hadEnded(evidence, skipped)
                            ? " Let the simulation send as long as 'load.duration' says, or bring the fault forward."
                            : " Make the system healthy under this load first; '--no-faults' runs the load alone."));
        }
        for (JournalEvent.FaultFailed failed : evidence.events(JournalEvent.FaultFailed.class)) {
            boolean proven = verdict.faults().stream()
                    .anyMatch(fault -> fault.id().equals(failed.fault()) && fault.wasConfirmed());
            advice.add(
                    proven
                            ? shown(failed.fault()) + " was confirmed, but the injection failed: " + shown(failed.why())
                            : shown(failed.fault()) + " was not confirmed: " + shown(failed.why())
                                    + " Check that its target has what the fault takes away.");
        }
        if (verdict.injector().requests() == 0) {
            advice.add("No request was sent: check that the simulation starts and that the base URL is correct.");
        } else if (verdict.injector().saturated()) {
            advice.add("The load generator fell behind its schedule (p99 "
                    + MeasuredText.millis(verdict.injector().lagP99Millis())
                    + "): give it more CPU or a lower rate.");
        }
        for (JournalEvent.GeneratorStarved starved : evidence.events(JournalEvent.GeneratorStarved.class)) {
            advice.add("The load generator exhausted " + Redactor.text(starved.resource(), LONGEST_TEXT)
                    + ": give it a machine that has more, or a lower rate.");
        }
        if (!evidence.events(JournalEvent.ClockStepped.class).isEmpty()) {
            advice.add("The machine's clock was set while traffic ran: have it slewed, not stepped, and run again.");
        }
        if (evidence.events(JournalEvent.RunEnded.class).isEmpty()) {
            advice.add(
                    "The journal has no end: the run was cut short. Check the targets of its faults, then run again.");
        }
        return List.copyOf(advice);
    }

    private static boolean hadEnded(Evidence evidence, JournalEvent.FaultSkipped skipped) {
        return evidence.events(JournalEvent.LoadEnded.class).stream()
                .anyMatch(ended -> !ended.at().isAfter(skipped.at()));
    }

    private static String shown(String text) {
        String shown = Redactor.text(text, LONGEST_TEXT);
        return shown.endsWith(".") || !shown.contains(" ") ? shown : shown + ".";
    }
}
