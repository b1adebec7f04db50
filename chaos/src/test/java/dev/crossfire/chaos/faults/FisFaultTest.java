package dev.crossfire.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.SymptomKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Passed-through actions are checked as far as they are known, and their effect is distinguished from noise. */
class FisFaultTest {
    @Test
    void settingsThatMeanNothingAreRefused() {
        refused(null, null, null, null, "either an action or a template");
        refused("aws:ecs:stop-task", "Tasks", null, "EXT123", "either an action or a template");
        refused("aws:ecs:stop-task", null, null, null, "a target-key exactly with an action");
        refused("stop-task", "Tasks", null, null, "an action's id");
        refused(null, null, null, "my template", "a template's id");
        refused(null, null, Map.of("a", "b"), "EXT123", "parameters only with an action");
        refused("aws:ecs:stop-task", "Tasks", Map.of("duration", "PT1H"), null, "parameters without 'duration'");
    }

    @Test
    void whatIsDoneOnceHasNoDuration() {
        assertThatThrownBy(() -> once(Map.of("startInstancesAfterDuration", "PT12H")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without durations because of 'once', but startInstancesAfterDuration: PT12H");
        assertThat(once(Map.of("force", "true", "after", "PT0S", "zone", "P")).once())
                .isTrue();
    }

    private static FisFault.Settings once(Map<String, String> parameters) {
        return new FisFault.Settings(
                "aws:ec2:stop-instances", "Instances", parameters, null, SymptomKind.UNREACHABLE, true);
    }

    @Test
    void aWorkflowIsNamedByItsArn() {
        assertThatThrownBy(() -> new Workflow.Settings("failover.sh", null, SymptomKind.REPLACED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arn:aws:ssm:REGION:ACCOUNT:document/NAME");
    }

    @Test
    void slowIsWhatTookFarLongerSeveralTimes() {
        ProbeBaseline before = ProbeBaseline.of(replies(1, 2, 5));
        assertThat(SymptomKind.SLOW.intact(replies(30), before)).isTrue();
        assertThat(SymptomKind.SLOW.intact(replies(40), before)).isFalse();
        assertThat(SymptomKind.SLOW.confirmed(replies(2, 40, 41), before))
                .as("twice is noise")
                .isFalse();
        assertThat(SymptomKind.SLOW.confirmed(replies(2, 40, 41, 42), before)).isTrue();
        assertThat(SymptomKind.SLOW.intact(replies(500), ProbeBaseline.UNKNOWN))
                .as("what it was is not known")
                .isTrue();
    }

    @Test
    void replacedIsWhenAnotherGivesItsName() {
        ProbeBaseline before = ProbeBaseline.of(List.of(answer(1, "a"), answer(1, "")));
        assertThat(before.serverNames()).containsExactly("a");
        assertThat(SymptomKind.REPLACED.confirmed(List.of(answer(1, "a")), before))
                .isFalse();
        assertThat(SymptomKind.REPLACED.confirmed(List.of(answer(1, "")), before))
                .isFalse();
        assertThat(SymptomKind.REPLACED.confirmed(List.of(new ProbeReply.Silent()), before))
                .isFalse();
        assertThat(SymptomKind.REPLACED.confirmed(List.of(answer(1, "b")), before))
                .isTrue();
        assertThat(SymptomKind.REPLACED.confirmed(List.of(answer(1, "b")), ProbeBaseline.UNKNOWN))
                .isFalse();
    }

    private static void refused(
            @Nullable String action,
            @Nullable String key,
            @Nullable Map<String, String> parameters,
            @Nullable String template,
            String expected) {
        assertThatThrownBy(
                        () -> new FisFault.Settings(action, key, parameters, template, SymptomKind.UNREACHABLE, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    private static List<ProbeReply> replies(long... millis) {
        return LongStream.of(millis)
                .<ProbeReply>mapToObj(each -> answer(each, ""))
                .toList();
    }

    private static ProbeReply answer(long millis, String serverName) {
        return new ProbeReply.Answered(Duration.ofMillis(millis), serverName);
    }
}
