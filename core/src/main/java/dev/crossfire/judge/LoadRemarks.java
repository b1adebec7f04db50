package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.quantity.DurationText;
import java.util.ArrayList;
import java.util.List;

/** What a reader should know of the load and its simulation, although it changes no outcome; a sentence each. */
final class LoadRemarks {
    private LoadRemarks() {}

    static List<String> of(Evidence evidence) {
        List<String> remarks = new ArrayList<>();
        String duration = DurationText.format(evidence.plan().scenario().load().duration());
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
                .forEach(failed -> remarks.add(
                        "the simulation's after() " + failed.why() + "; everything had been recorded before it ran"));
        return remarks;
    }

    private static String counted(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
