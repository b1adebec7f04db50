package dev.crossfire.reports.allure;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.Drills.Drill;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Repeated drills as steps, each with its times.
 *
 * @param versions of what ran, from the first drill's plan
 * @param start of the first drill
 * @param stop of the last
 */
record AllureDrills(
        Verdict verdict, Map<String, DrillTimes> times, Map<String, String> versions, Instant start, Instant stop) {
    /** When a drill took place, as far as its journal records it. */
    record DrillTimes(Instant start, Instant stop) {}

    static AllureDrills of(RepeatDirectory all) throws IOException {
        Map<String, DrillTimes> times = new HashMap<>();
        Map<String, String> versions = Map.of();
        for (RunDirectory drill : all.drills()) {
            if (versions.isEmpty() && Files.exists(drill.planFile())) {
                versions = drill.plan().versions();
            }
            List<JournalEvent> journal = Files.exists(drill.journalFile()) ? drill.journal() : List.of();
            if (!journal.isEmpty()) {
                times.put(
                        drill.path().getFileName().toString(),
                        new DrillTimes(
                                journal.get(0).at(),
                                journal.get(journal.size() - 1).at()));
            }
        }
        Instant start = times.values().stream()
                .map(DrillTimes::start)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Instant stop = times.values().stream()
                .map(DrillTimes::stop)
                .max(Instant::compareTo)
                .orElse(start);
        return new AllureDrills(all.verdict(), times, versions, start, stop);
    }

    void addTo(AllureTest test) {
        for (Drill drill : verdict.drills().drills()) {
            DrillTimes took = times.getOrDefault(drill.drill(), new DrillTimes(start, start));
            String name = OutcomeMarks.shape(drill.outcome()) + " " + drill.drill() + ": "
                    + OutcomeMarks.plain(drill.outcome());
            StepResult step = AllureSteps.step(name, AllureOutcome.of(drill.outcome()), took.start(), took.stop());
            if (drill.why() != null) {
                step.setStatusDetails(new StatusDetails().setMessage(AllureTest.shown(drill.why())));
            }
            test.step(step);
        }
        verdict.objectives()
                .forEach(objective -> test.step(
                        AllureSteps.objective(objective, ObjectiveText.measured(objective), true, start, stop)));
    }
}
