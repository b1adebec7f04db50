package dev.crossfire.judge;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.objective.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The simulation's own assertions as outcomes beside the scenario's objectives.
 *
 * <p>Gatling has evaluated them. One that is not met fails the run whatever else was seen, as it fails under Gatling
 * alone; one that is met passes only if the evidence is sound.
 */
final class SimulationAssertions {
    /** What an outcome of this sort is called in the verdict. */
    static final String KIND = "gatling-assertion";

    private SimulationAssertions() {}

    static List<ObjectiveVerdict> of(Evidence evidence, Validity validity) {
        List<AssertionResult> results = evidence.events(JournalEvent.AssertionsEvaluated.class).stream()
                .flatMap(event -> event.results().stream())
                .toList();
        if (results.isEmpty()) {
            results = evidence.events(JournalEvent.AssertionsDeclared.class).stream()
                    .flatMap(event -> event.texts().stream())
                    .map(text -> new AssertionResult(
                            text, null, null, "", "the load did not run to its end, so Gatling did not evaluate it"))
                    .toList();
        }
        @Nullable String against = validity.voids(null);
        @Nullable String doubt = against == null ? validity.weakened() : against;
        List<ObjectiveVerdict> outcomes = new ArrayList<>();
        for (AssertionResult result : results) {
            outcomes.add(outcome("assertion-" + (outcomes.size() + 1), result, doubt));
        }
        return outcomes;
    }

    private static ObjectiveVerdict outcome(String id, AssertionResult result, @Nullable String doubt) {
        @Nullable Boolean held = result.held();
        boolean passes = Boolean.TRUE.equals(held) && doubt == null;
        Outcome outcome = Boolean.FALSE.equals(held) ? Outcome.FAIL : passes ? Outcome.PASS : Outcome.INCONCLUSIVE;
        @Nullable Double actual = result.actual();
        return new ObjectiveVerdict(
                id,
                KIND,
                ObjectiveSubject.ASSERTION,
                null,
                null,
                null,
                ObjectiveTarget.of(result.text()),
                actual == null ? null : new MeasuredFigure(actual, null, null, result.unit()),
                outcome,
                why(result, doubt));
    }

    private static String why(AssertionResult result, @Nullable String doubt) {
        @Nullable Boolean held = result.held();
        String detail = result.detail() == null ? "" : ": " + result.detail();
        if (held == null) {
            return "Gatling's assertion was not evaluated" + detail;
        }
        if (!held) {
            return "Gatling's assertion failed" + detail;
        }
        return (doubt == null ? "" : doubt + "; ") + "Gatling's assertion passed";
    }
}
