package dev.crossfire.reports;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.LoadText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run or of repeated drills on one line of JSON, for programs that start Crossfire; {@code verdict.json}
 * has every figure.
 *
 * @param outcome as {@code pass}
 * @param drills how many drills it rests on
 * @param passed of those, how many passed; null of a single run
 * @param requests that were sent
 * @param errors wrong answers or none
 * @param folder of the evidence; an absolute path, as all others
 * @param reports the path of each report, by its format
 */
public record ResultLine(
        String schema,
        String outcome,
        int exitCode,
        String scenario,
        String environment,
        String run,
        long seed,
        int drills,
        @Nullable Integer passed,
        long requests,
        long errors,
        List<ObjectiveResult> objectives,
        List<RecoveryResult> recovery,
        Map<String, String> labels,
        String folder,
        String verdict,
        Map<String, String> reports) {
    private static final String SCHEMA = "crossfire/result/v1";
    private static final int LONGEST_TEXT = 400;

    /** An objective; figures in {@code unit}, null where there is none. */
    public record ObjectiveResult(
            String id,
            String kind,
            String outcome,
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String unit,
            String target,
            String why) {
        static ObjectiveResult of(ObjectiveVerdict objective) {
            MeasuredFigure measured = objective.measured();
            return new ObjectiveResult(
                    shown(objective.id()),
                    objective.kind(),
                    OutcomeMarks.key(objective.outcome()),
                    measured == null ? null : (Double) measured.value(),
                    measured == null ? null : measured.low(),
                    measured == null ? null : measured.high(),
                    measured == null ? null : measured.unit(),
                    ObjectiveText.target(objective),
                    shown(objective.why()));
        }
    }

    /** A cohort's recovery from a fault in seconds; of repeated drills, each drill has its own. */
    public record RecoveryResult(
            String fault,
            String cohort,
            String state,
            @Nullable Double seconds,
            @Nullable Double low,
            @Nullable Double high) {
        static RecoveryResult of(CohortRecovery one) {
            return new RecoveryResult(
                    shown(one.fault()),
                    shown(one.cohort()),
                    OutcomeMarks.key(one.state()),
                    one.seconds(),
                    one.low(),
                    one.high());
        }
    }

    /**
     * The line, without a line end.
     *
     * @param folder of the run or of the drills
     * @param reports the path of each report that is there, by its format
     */
    public static String of(Verdict verdict, Path folder, Map<String, Path> reports) {
        Path place = folder.toAbsolutePath().normalize();
        Map<String, String> written = new TreeMap<>();
        reports.forEach((format, path) -> written.put(format, path.toString()));
        Map<String, String> labels = new TreeMap<>();
        verdict.labels().forEach((name, value) -> labels.put(shown(name), Redactor.value(name, value, LONGEST_TEXT)));
        Drills drills = verdict.drills();
        List<PhaseFigures> whole = LoadText.wholeRun(verdict);
        return Json.line(new ResultLine(
                SCHEMA,
                OutcomeMarks.key(verdict.outcome()),
                verdict.exitCode(),
                shown(verdict.scenario()),
                shown(verdict.environment()),
                shown(verdict.run()),
                verdict.seed(),
                drills.count(),
                drills.passed(),
                verdict.injector().requests(),
                whole.stream().mapToLong(PhaseFigures::errors).sum(),
                verdict.objectives().stream().map(ObjectiveResult::of).toList(),
                verdict.recovery().stream().map(RecoveryResult::of).toList(),
                labels,
                place.toString(),
                place.resolve("verdict.json").toString(),
                written));
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
