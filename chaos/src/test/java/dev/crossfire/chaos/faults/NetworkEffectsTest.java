package dev.crossfire.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.faults.NetworkBandwidth.BandwidthSymptom;
import dev.crossfire.chaos.faults.NetworkLatency.LatencySymptom;
import dev.crossfire.chaos.faults.NetworkLoss.PacketLossSymptom;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.UnreachableSymptom;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How network disruptions show, distinguished from what merely resembles them. */
class NetworkEffectsTest {
    private static final ProbeReply SILENT = new ProbeReply.Silent();
    private static final ProbeReply REFUSED = new ProbeReply.Refused("Connection reset");
    private static final ProbeBaseline QUICK = ProbeBaseline.of(List.of(answer(3), answer(2), answer(9)));

    private static ProbeReply answer(int millis) {
        return new ProbeReply.Answered(Duration.ofMillis(millis), "");
    }

    private static Symptom delayed(int delayMillis, int jitterMillis) {
        return new LatencySymptom(Duration.ofMillis(delayMillis), Duration.ofMillis(jitterMillis));
    }

    @Test
    void aDelayIsSeenWhenAnswersInARowTakeItInFull() {
        Symptom delay = delayed(100, 10);
        List<ProbeReply> replies =
                new ArrayList<>(List.of(answer(2), answer(93), answer(101), answer(110), answer(95)));
        assertThat(delay.confirmed(replies, QUICK)).isFalse();
        assertThat(delay.intact(replies, QUICK)).isFalse();

        replies.add(answer(92));
        assertThat(delay.confirmed(replies, QUICK)).isTrue();

        replies.add(answer(89));
        assertThat(delay.confirmed(replies, QUICK)).isFalse();
        assertThat(delay.intact(replies, QUICK)).isTrue();
    }

    private static ProbeReply page(int millis, long bytes) {
        return new ProbeReply.Answered(Duration.ofMillis(millis), "", Map.of(), bytes);
    }

    @Test
    void aLimitIsSeenWhenAnswersInARowTakeAsLongAsTheirBodiesDo() {
        Symptom limit = new BandwidthSymptom(Rate.parse("10000/s"));
        List<ProbeReply> replies = new ArrayList<>(
                List.of(page(2, 2_000), page(210, 2_000), page(205, 2_000), page(160, 2_000), page(200, 2_000)));
        assertThat(limit.intact(replies, QUICK)).isFalse();
        assertThat(limit.confirmed(replies, QUICK)).as("four late answers").isFalse();
        replies.add(page(201, 2_000));
        assertThat(limit.confirmed(replies, QUICK)).isTrue();
        replies.add(SILENT);
        assertThat(limit.confirmed(replies, QUICK))
                .as("none that takes 200 ms stays away")
                .isFalse();
        replies.add(page(140, 2_000));
        assertThat(limit.intact(replies, QUICK)).isTrue();
    }

    @Test
    void aLimitThatNoAnswerMeetsIsNotSeenAndOneThatIsTooLowIsSeenInSilence() {
        Symptom limit = new BandwidthSymptom(Rate.parse("1000/s"));
        assertThat(limit.confirmed(Collections.nCopies(9, page(500, 19)), QUICK))
                .as("slow for another reason")
                .isFalse();
        List<ProbeReply> replies = new ArrayList<>(List.of(page(2, 2_000)));
        replies.addAll(Collections.nCopies(5, SILENT));
        assertThat(limit.confirmed(replies, QUICK)).isTrue();
        replies.add(REFUSED);
        assertThat(limit.confirmed(replies, QUICK))
                .as("a refusal is another fault")
                .isFalse();
    }

    @Test
    void aDelayIsSeenThoughTheServiceHasBecomeFasterSinceTheSurvey() {
        ProbeBaseline cold = ProbeBaseline.of(List.of(answer(4), answer(5)));
        assertThat(delayed(100, 0).confirmed(Collections.nCopies(5, answer(101)), cold))
                .isTrue();
        assertThat(delayed(10, 0).confirmed(Collections.nCopies(5, answer(8)), cold))
                .as("slower than before, and sooner than any delayed answer")
                .isFalse();
    }

    @Test
    void aProbeWithoutAnswerBecauseOfAnotherFaultIsNoEvidenceOfADelay() {
        Symptom delay = delayed(100, 10);
        List<ProbeReply> replies =
                new ArrayList<>(List.of(answer(2), answer(101), answer(110), SILENT, answer(95), REFUSED, answer(92)));
        assertThat(delay.confirmed(replies, QUICK)).as("four late answers").isFalse();

        replies.add(SILENT);
        assertThat(delay.confirmed(replies, QUICK)).as("four late answers").isFalse();

        replies.add(answer(97));
        assertThat(delay.confirmed(replies, QUICK)).isTrue();
    }

    @Test
    void silenceIsADelayOnlyIfTheDelayOutlastsPatience() {
        List<ProbeReply> silence = Collections.nCopies(5, SILENT);
        assertThat(delayed(800, 0).confirmed(silence, QUICK)).isTrue();
        assertThat(delayed(100, 0).confirmed(silence, QUICK)).isFalse();
        assertThat(delayed(800, 0).confirmed(Collections.nCopies(5, REFUSED), QUICK))
                .isFalse();
        assertThat(delayed(800, 0).intact(silence, QUICK)).isFalse();
    }

    @Test
    void aSlowAnswerIsRecognisedWithoutABaseline() {
        assertThat(delayed(100, 100).intact(List.of(answer(49)), ProbeBaseline.UNKNOWN))
                .isTrue();
        assertThat(delayed(100, 100).intact(List.of(answer(51)), ProbeBaseline.UNKNOWN))
                .isFalse();
    }

    @Test
    void lossShowsInAFewLateAnswersAndIsOverWhenEnoughCameInTime() {
        Symptom loss = new PacketLossSymptom(new Ratio(0.3));
        List<ProbeReply> replies = new ArrayList<>(Collections.nCopies(50, answer(3)));
        replies.addAll(List.of(answer(203), answer(4)));
        assertThat(loss.confirmed(replies, QUICK)).isFalse();
        assertThat(loss.intact(replies, QUICK)).isFalse();

        replies.add(SILENT);
        assertThat(loss.confirmed(replies, QUICK)).isTrue();

        replies.addAll(Collections.nCopies(8, answer(3)));
        assertThat(loss.intact(replies, QUICK)).as("0.7^8 is 0.058").isFalse();
        replies.add(answer(3));
        assertThat(loss.intact(replies, QUICK)).as("0.7^9 is 0.040").isTrue();
    }

    @Test
    void lossAsLinksMakeItIsSeenWithinAHundredAnswers() {
        SplittableRandom random = new SplittableRandom(5);
        List<ProbeReply> replies = new ArrayList<>();
        for (int i = 0; i < Symptom.WINDOW; i++) {
            replies.add(random.nextInt(100) < 7 ? answer(205) : answer(4));
        }
        assertThat(new PacketLossSymptom(new Ratio(0.07)).confirmed(replies, QUICK))
                .isTrue();
        assertThat(new PacketLossSymptom(new Ratio(1)).intact(List.of(answer(4)), QUICK))
                .isTrue();
    }

    @Test
    void aPartitionIsSilenceAndAResetIsNone() {
        assertThat(UnreachableSymptom.HANGING.confirmed(List.of(answer(3), SILENT), QUICK))
                .isFalse();
        assertThat(UnreachableSymptom.HANGING.confirmed(List.of(answer(3), SILENT, SILENT), QUICK))
                .isTrue();
        assertThat(UnreachableSymptom.HANGING.confirmed(List.of(REFUSED, REFUSED), QUICK))
                .isFalse();
        assertThat(UnreachableSymptom.REFUSED.confirmed(List.of(answer(3), REFUSED), QUICK))
                .isFalse();
        assertThat(UnreachableSymptom.REFUSED.confirmed(List.of(REFUSED, REFUSED), QUICK))
                .isTrue();
        assertThat(UnreachableSymptom.REFUSED.confirmed(List.of(SILENT, SILENT), QUICK))
                .isFalse();
        assertThat(UnreachableSymptom.REFUSED.intact(List.of(REFUSED, answer(3)), QUICK))
                .isTrue();
        assertThat(UnreachableSymptom.HANGING.intact(List.of(answer(3), SILENT), QUICK))
                .isFalse();
    }
}
