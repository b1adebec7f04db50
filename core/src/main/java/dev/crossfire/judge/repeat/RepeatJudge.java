package dev.crossfire.judge.repeat;

import dev.crossfire.judge.statistics.OrderBounds;
import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.model.verdict.Verdict.InjectorFigures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Combines the verdicts on repeated drills into one verdict; a pure function.
 *
 * <p>Moments of faults, recoveries, phases and ledgers belong to single drills and stay in theirs.
 */
public final class RepeatJudge {
    private record Pair(String fault, String cohort) {}

    private final Repeat request;
    private final List<DrillResult> drills;
    private final List<Verdict> verdicts;
    private final DrillTally tally;

    private RepeatJudge(Repeat request, List<DrillResult> drills) {
        this.request = request;
        this.drills = drills;
        verdicts = drills.stream()
                .map(DrillResult::verdict)
                .filter(Objects::nonNull)
                .toList();
        tally = DrillTally.of(request, drills.stream().map(DrillResult::outcome).toList());
    }

    /**
     * Judges drills as a whole.
     *
     * @param drills in the order in which they took place
     */
    public static Verdict judge(Repeat request, List<DrillResult> drills) {
        return new RepeatJudge(request, List.copyOf(drills)).verdict();
    }

    private Verdict verdict() {
        RunOutcome outcome = tally.outcome();
        return new Verdict(
                Verdict.SCHEMA,
                request.scenario(),
                request.environment(),
                request.run(),
                request.seed(),
                outcome,
                outcome.exitCode(),
                objectives(),
                List.of(),
                List.of(),
                List.of(),
                injector(),
                LedgerFigures.NONE,
                drills(),
                notes(),
                false,
                request.labels(),
                List.of(),
                null,
                null,
                null,
                List.of());
    }

    private List<ObjectiveVerdict> objectives() {
        Set<String> ids = new LinkedHashSet<>();
        verdicts.forEach(verdict -> verdict.objectives().forEach(objective -> ids.add(objective.id())));
        return ids.stream()
                .map(id -> ObjectiveOver.of(
                        request,
                        objectives(id, verdicts.stream()),
                        objectives(id, verdicts.stream().filter(Verdict::isComparable))))
                .toList();
    }

    private static List<ObjectiveVerdict> objectives(String id, Stream<Verdict> of) {
        return of.flatMap(verdict -> verdict.objectives().stream())
                .filter(objective -> objective.id().equals(id))
                .toList();
    }

    private Drills drills() {
        return new Drills(
                drills.size(),
                request.drills(),
                request.mayFail(),
                tally.passed(),
                tally.failed(),
                tally.inconclusive(),
                tally.errored() + tally.dirty(),
                tally.passShare(),
                tally.wasCutShort()
                        ? "a user stopped it after drill " + drills.size() + " of " + request.drills()
                        : tally.stop(),
                drills.stream().map(DrillResult::summary).toList(),
                recovery());
    }

    private List<RecoveryDistribution> recovery() {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (Verdict verdict : verdicts) {
            for (CohortRecovery recovery : verdict.recovery()) {
                pairs.add(new Pair(recovery.fault(), recovery.cohort()));
            }
        }
        List<RecoveryDistribution> all = new ArrayList<>();
        for (Pair pair : pairs) {
            RecoverySample sample = new RecoverySample(pair.fault(), pair.cohort());
            verdicts.forEach(sample::add);
            all.add(sample.over(tally.wasCurtailed()));
        }
        return all;
    }

    private InjectorFigures injector() {
        return new InjectorFigures(
                verdicts.stream().mapToLong(one -> one.injector().requests()).sum(),
                verdicts.stream()
                        .mapToLong(one -> one.injector().intendedKnown())
                        .sum(),
                verdicts.stream()
                        .flatMap(one -> Stream.ofNullable(one.injector().lagP99Millis()))
                        .max(Double::compare)
                        .orElse(null),
                verdicts.stream().anyMatch(one -> one.injector().saturated()));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (tally.wasCutShort()) {
            notes.add("stopped early: a user stopped it after drill " + drills.size() + " of " + request.drills());
        }
        for (DrillResult drill : drills) {
            Drills.Drill summary = drill.summary();
            if (summary.why() != null) {
                notes.add(summary.drill() + ": " + summary.why());
            }
            Verdict verdict = drill.verdict();
            if (verdict != null && !verdict.voided().isEmpty()) {
                notes.add(summary.drill() + ": what it measured is left out: "
                        + verdict.voided().get(0));
            }
        }
        long unanswered = verdicts.stream()
                .filter(verdict -> verdict.objectives().stream().anyMatch(one -> one.outcome() == Outcome.INCONCLUSIVE))
                .count();
        if (unanswered > 0) {
            notes.add(unanswered + " of " + drills.size() + " drills left an objective undecided");
        }
        return notes;
    }

    /** One objective over drills: it passes where the drills as a whole would pass if it were the only one. */
    private static final class ObjectiveOver {
        private ObjectiveOver() {}

        /**
         * Sums one objective up.
         *
         * @param drills its outcome in each that was judged, at least one
         * @param sound of those, the drills whose evidence nothing voids
         */
        static ObjectiveVerdict of(Repeat repeat, List<ObjectiveVerdict> drills, List<ObjectiveVerdict> sound) {
            ObjectiveVerdict one = drills.get(0);
            long passed = count(drills, Outcome.PASS);
            long failed = count(drills, Outcome.FAIL);
            Outcome outcome = failed > repeat.mayFail()
                    ? Outcome.FAIL
                    : passed >= repeat.drills() - repeat.mayFail() ? Outcome.PASS : Outcome.INCONCLUSIVE;
            return new ObjectiveVerdict(
                    one.id(),
                    one.kind(),
                    one.subject(),
                    one.cohort(),
                    one.fault(),
                    one.phase(),
                    one.target(),
                    measured(sound, drills.size() == repeat.drills()),
                    outcome,
                    why(repeat, drills, passed, failed));
        }

        private static long count(List<ObjectiveVerdict> drills, Outcome wanted) {
            return drills.stream().filter(drill -> drill.outcome() == wanted).count();
        }

        /** The median of what was measured, and what bounds it if the drills suffice and nothing they showed ended them. */
        private static @Nullable MeasuredFigure measured(List<ObjectiveVerdict> sound, boolean complete) {
            List<MeasuredFigure> all = sound.stream()
                    .flatMap(drill -> Stream.ofNullable(drill.measured()))
                    .toList();
            if (all.isEmpty()) {
                return null;
            }
            List<Double> values =
                    all.stream().map(MeasuredFigure::value).sorted().toList();
            int size = values.size();
            OptionalInt low = complete ? OrderBounds.lowerRank(size, 0.5, DrillTally.CONFIDENCE) : OptionalInt.empty();
            OptionalInt high = complete ? OrderBounds.upperRank(size, 0.5, DrillTally.CONFIDENCE) : OptionalInt.empty();
            return new MeasuredFigure(
                    (values.get((size - 1) / 2) + values.get(size / 2)) / 2,
                    low.isPresent() ? values.get(low.getAsInt() - 1) : null,
                    high.isPresent() ? values.get(high.getAsInt() - 1) : null,
                    all.get(0).unit());
        }

        private static String why(Repeat repeat, List<ObjectiveVerdict> drills, long passed, long failed) {
            StringBuilder why = new StringBuilder("passed in ")
                    .append(passed)
                    .append(" of ")
                    .append(drills.size());
            why.append(" drills");
            if (failed > 0) {
                why.append(" and failed in ").append(failed);
                if (repeat.mayFail() > 0) {
                    why.append(", where ").append(repeat.mayFail()).append(" may fail");
                }
            }
            drills.stream()
                    .filter(drill -> drill.outcome() == (failed > 0 ? Outcome.FAIL : Outcome.INCONCLUSIVE))
                    .findFirst()
                    .ifPresent(drill -> why.append("; first: ").append(drill.why()));
            return why.toString();
        }
    }
}
