package dev.crossfire.series.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.series.story.Story.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who wait send nothing: the same ten seconds without an answer, under each way in which users arrive. */
class ClosedModelStories {
    private static final double TOLERATED_SECONDS = 1.5;

    @TempDir
    Path folder;

    @Test
    void thirtyUsersWithThinkTimeWaitAsLongAsUsersOfAnOpenModel() throws Exception {
        Story story = new Story(folder);
        Result closed = hang(story, "closed-30-think-1s", "model: closed, amount: 30, think.millis: 1000");
        Result open = hang(story, "open-60", "model: open, amount: 60");
        recoversWithTheFault(closed);
        recoversWithTheFault(open);
        assertThat(closed.recovery().path("low").asDouble())
                .isLessThan(open.recovery().path("high").asDouble() + TOLERATED_SECONDS);
    }

    @Test
    void twentyUsersWithoutThinkTimeDoNotHideItBehindTheirOtherAnswers() throws Exception {
        Result result = hang(new Story(folder), "closed-20-no-think", "model: closed, amount: 20");
        recoversWithTheFault(result);
        assertThat(result.outcome("latency")).as(result.printed()).isEqualTo("fail");
        assertThat(result.outcome("errors")).as(result.printed()).isEqualTo("fail");
    }

    @Test
    void usersWhoLoopInALongSessionAreCountedToo() throws Exception {
        recoversWithTheFault(hang(new Story(folder), "looping-30", "model: looping, amount: 30, think.millis: 1000"));
    }

    @Test
    void aThrottleHidesNothing() throws Exception {
        recoversWithTheFault(hang(new Story(folder), "throttled-30", "model: throttled, amount: 30"));
    }

    @Test
    void aSaturatedMachineIsAFindingAndNoBrokenHarness() throws Exception {
        Result result = new Story(folder)
                .run(
                        "closed-30-no-think",
                        Scenarios.load("model: closed, amount: 30")
                                + Scenarios.TWO_REPLICAS_DIE
                                + "objectives: [ { id: errors, error-ratio: { cohort: visitors, at-most: 5% } } ]\n");
        assertThat(result.exitCode()).as(result.printed()).isIn(0, 1, 3);
    }

    private static Result hang(Story story, String name, String parameters) throws Exception {
        return story.run(name, Scenarios.load(parameters) + Scenarios.EVERYTHING_HANGS + Scenarios.JUDGED);
    }

    /** The planted truth: no request is answered while the fault lasts, and every one soon after it is cleared. */
    private static void recoversWithTheFault(Result result) {
        assertThat(result.exitCode()).as(result.printed()).isEqualTo(1);
        assertThat(result.outcome("rto")).as(result.printed()).isEqualTo("fail");
        double end = result.faultSeconds();
        assertThat(end).isBetween(9.5, 12.0);
        assertThat(result.recovery().path("low").asDouble())
                .as(result.printed())
                .isLessThan(end + TOLERATED_SECONDS);
        assertThat(result.recovery().path("high").asDouble())
                .as(result.printed())
                .isGreaterThan(end - TOLERATED_SECONDS);
    }
}
