package dev.crossfire.judge.repeat;

import dev.crossfire.judge.statistics.ExactShare;
import dev.crossfire.judge.statistics.FigureBounds;
import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.Drills.ShareEstimate;
import dev.crossfire.model.verdict.RunOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the drills' outcomes and decides whether more drills could change the whole.
 *
 * <p>The rule, for N drills of which K may fail: the whole fails once more than K have failed, and passes once N - K have
 * passed; this is checked after each drill. It ends earlier than all drills would, and never with
 * another outcome, so checking often costs nothing (curtailed sampling). A drill that ended in an error, or left a fault behind,
 * ends the drills in any case.
 */
public record DrillTally(Repeat repeat, int passed, int failed, int inconclusive, int errored, int dirty) {
    static final double CONFIDENCE = 0.95;

    /** Counts outcomes. */
    public static DrillTally of(Repeat repeat, List<RunOutcome> outcomes) {
        return new DrillTally(
                repeat,
                count(outcomes, RunOutcome.PASS),
                count(outcomes, RunOutcome.FAIL),
                count(outcomes, RunOutcome.INCONCLUSIVE),
                count(outcomes, RunOutcome.ERROR),
                count(outcomes, RunOutcome.DIRTY));
    }

    private static int count(List<RunOutcome> outcomes, RunOutcome wanted) {
        return (int) outcomes.stream().filter(wanted::equals).count();
    }

    int count() {
        return passed + failed + inconclusive + errored + dirty;
    }

    /** Why no more drills are to take place; null when more are. */
    public @Nullable String stop() {
        int left = repeat.drills() - count();
        if (left == 0) {
            return null;
        }
        String after = "after drill " + count() + " of " + repeat.drills() + ": ";
        if (dirty > 0) {
            return after
                    + "a fault is not verified to be cleared, and no further fault is injected into a system that is not as it was";
        }
        if (errored > 0) {
            return after + "the harness or its environment failed";
        }
        if (!repeat.stopsEarly() || !settled()) {
            return null;
        }
        return after
                + (failed > repeat.mayFail()
                        ? failed + " failed, and " + (repeat.mayFail() == 0 ? "none" : "only " + repeat.mayFail())
                                + " may"
                        : passed + " passed, which is enough")
                + "; the other " + left + " could not change that";
    }

    private boolean settled() {
        return failed > repeat.mayFail() || passed >= repeat.drills() - repeat.mayFail();
    }

    /** Whether the drills ended early because of what they had shown. */
    boolean wasCurtailed() {
        return dirty + errored == 0 && stop() != null;
    }

    /** Whether drills are missing without a recorded reason: a user stopped them. */
    public boolean wasCutShort() {
        return count() < repeat.drills() && stop() == null;
    }

    /** The outcome of the drills as a whole. */
    public RunOutcome outcome() {
        if (dirty > 0) {
            return RunOutcome.DIRTY;
        }
        if (errored > 0 || wasCutShort()) {
            return RunOutcome.ERROR;
        }
        if (failed > repeat.mayFail()) {
            return RunOutcome.FAIL;
        }
        return settled() ? RunOutcome.PASS : RunOutcome.INCONCLUSIVE;
    }

    /** The share of drills that pass, of those that gave an answer; null when none did. */
    @Nullable
    ShareEstimate passShare() {
        int answered = passed + failed;
        if (answered == 0) {
            return null;
        }
        FigureBounds bounds = !wasCurtailed()
                ? ExactShare.ofFixed(answered, passed, CONFIDENCE)
                : failed > repeat.mayFail()
                        ? ExactShare.ofStoppedAtMiss(answered, passed, CONFIDENCE)
                        : ExactShare.ofStoppedAtHit(answered, passed, CONFIDENCE);
        return new ShareEstimate((double) passed / answered, bounds.low(), bounds.high(), CONFIDENCE);
    }
}
