package dev.crossfire.judge.repeat;

import dev.crossfire.judge.statistics.OrderBounds;
import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One objective over drills: it passes where the drills as a whole would pass if it were the only one. */
final class ObjectiveOver {
    private ObjectiveOver() {}

    /**
     * Sums one objective up.
     *
     * @param drills its outcome in each that was judged, at least one
     * @param sound of those, the drills whose evidence nothing voids
     */
    static ObjectiveVerdict of(Repeat asked, List<ObjectiveVerdict> drills, List<ObjectiveVerdict> sound) {
        ObjectiveVerdict one = drills.get(0);
        long passed = count(drills, Outcome.PASS);
        long failed = count(drills, Outcome.FAIL);
        Outcome outcome = failed > asked.mayFail()
                ? Outcome.FAIL
                : passed >= asked.drills() - asked.mayFail() ? Outcome.PASS : Outcome.INCONCLUSIVE;
        return new ObjectiveVerdict(
                one.id(),
                one.kind(),
                one.subject(),
                one.cohort(),
                one.fault(),
                one.phase(),
                one.target(),
                measured(sound, drills.size() == asked.drills()),
                outcome,
                why(asked, drills, passed, failed));
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
        List<Double> values = all.stream().map(MeasuredFigure::value).sorted().toList();
        int size = values.size();
        OptionalInt low = complete ? OrderBounds.lowerRank(size, 0.5, DrillTally.CONFIDENCE) : OptionalInt.empty();
        OptionalInt high = complete ? OrderBounds.upperRank(size, 0.5, DrillTally.CONFIDENCE) : OptionalInt.empty();
        return new MeasuredFigure(
                (values.get((size - 1) / 2) + values.get(size / 2)) / 2,
                low.isPresent() ? values.get(low.getAsInt() - 1) : null,
                high.isPresent() ? values.get(high.getAsInt() - 1) : null,
                all.get(0).unit());
    }

    private static String why(Repeat asked, List<ObjectiveVerdict> drills, long passed, long failed) {
        StringBuilder why =
                new StringBuilder("passed in ").append(passed).append(" of ").append(drills.size());
        why.append(" drills");
        if (failed > 0) {
            why.append(" and failed in ").append(failed);
            if (asked.mayFail() > 0) {
                why.append(", where ").append(asked.mayFail()).append(" may fail");
            }
        }
        drills.stream()
                .filter(drill -> drill.outcome() == (failed > 0 ? Outcome.FAIL : Outcome.INCONCLUSIVE))
                .findFirst()
                .ifPresent(drill -> why.append("; first: ").append(drill.why()));
        return why.toString();
    }
}
