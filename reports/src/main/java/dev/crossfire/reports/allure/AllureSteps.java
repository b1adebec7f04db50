package dev.crossfire.reports.allure;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.reports.story.JudgedInterval;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The phases and the faults of a run as steps with their times, then its objectives. */
final class AllureSteps {
    private final RunStory story;

    AllureSteps(RunStory story) {
        this.story = story;
    }

    List<StepResult> all() {
        List<StepResult> steps = new ArrayList<>();
        List<JournalEvent.LoadStarted> started = story.evidence().events(JournalEvent.LoadStarted.class);
        if (!started.isEmpty()) {
            steps.add(step("warm-up", Status.PASSED, started.get(0).at(), story.zero()));
        }
        Instant end = story.zero().plus(story.end());
        StepResult load = step("load", Status.PASSED, story.zero(), end);
        load.setParameters(List.of(parameter(
                "requests", MeasuredText.count(story.verdict().injector().requests()))));
        List<StepResult> within = new ArrayList<>(spikes());
        story.verdict().faults().forEach(fault -> within.add(fault(fault, end)));
        steps.add(load.setSteps(within));
        story.verdict().objectives().forEach(objective -> steps.add(objective(story, objective)));
        return steps;
    }

    private List<StepResult> spikes() {
        List<StepResult> steps = new ArrayList<>();
        for (Cohort cohort : story.plan().scenario().load().cohorts()) {
            for (Spike spike : cohort.spikes()) {
                Instant from = story.zero().plus(spike.at());
                String name = "spike: " + cohort.name() + " " + cohort.rate() + " → " + spike.to();
                steps.add(step(name, Status.PASSED, from, story.zero().plus(spike.end())));
            }
        }
        return steps;
    }

    private StepResult fault(FaultVerdict fault, Instant end) {
        String name = "fault " + fault.id() + ": " + fault.kind() + " of " + fault.target();
        Instant injected = fault.injected();
        if (injected == null) {
            return step(name + " (not injected)", Status.SKIPPED, end, end);
        }
        Status status = !fault.wasCleared() || !fault.wasConfirmed() ? Status.BROKEN : Status.PASSED;
        StepResult step = step(name, status, injected, fault.cleared() == null ? end : fault.cleared());
        List<StepResult> moments = new ArrayList<>();
        moment(moments, "injected", injected);
        moment(moments, "effective", fault.effective());
        moment(moments, "confirmed", fault.confirmed());
        for (CohortRecovery recovery : story.verdict().recovery()) {
            if (recovery.fault().equals(fault.id())) {
                moments.add(recovery(recovery, fault, end));
            }
        }
        moment(moments, "cleared", fault.cleared());
        if (!fault.wasCleared()) {
            step.setStatusDetails(new StatusDetails().setMessage("not verified to be cleared"));
        }
        return step.setSteps(moments);
    }

    private void moment(List<StepResult> moments, String what, @Nullable Instant at) {
        if (at != null) {
            moments.add(step(
                    what + " " + MeasuredText.seconds(story.seconds(at)) + " after load began", Status.PASSED, at, at));
        }
    }

    private static StepResult recovery(CohortRecovery recovery, FaultVerdict fault, Instant end) {
        Instant effective = fault.effective() == null ? end : fault.effective();
        Double took = recovery.seconds();
        boolean healthy = recovery.state() == RecoveryState.NO_IMPACT;
        Instant until = took == null ? healthy ? effective : end : effective.plus(ofSeconds(took));
        StepResult step = step(Headline.recovery(recovery), state(recovery.state()), effective, until);
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(parameter("seconds", MeasuredText.seconds(took)));
        parameters.add(parameter("bracket", MeasuredText.bracket(recovery.low(), recovery.high())));
        parameters.add(parameter("bad requests", MeasuredText.count(recovery.badRequests())));
        return step.setParameters(parameters);
    }

    /** Whether that is good enough is for the objectives to say. */
    private static @Nullable Status state(RecoveryState state) {
        return switch (state) {
            case RECOVERED, NO_IMPACT -> Status.PASSED;
            case CENSORED, METASTABLE -> Status.FAILED;
            case CONFOUNDED, UNHEALTHY_BEFORE -> null;
        };
    }

    private static StepResult objective(RunStory story, ObjectiveVerdict objective) {
        boolean applies = ObjectiveText.applies(story.plan(), objective);
        Instant stop = story.zero().plus(JudgedInterval.lengthOf(story, objective));
        return objective(objective, ObjectiveText.measured(story.verdict(), objective), applies, story.zero(), stop);
    }

    /** An objective as a step, with its figures as parameters. */
    static StepResult objective(
            ObjectiveVerdict objective, String figure, boolean applies, Instant start, Instant stop) {
        Outcome outcome = objective.outcome();
        String mark = applies ? OutcomeMarks.shape(outcome) + " " : MeasuredText.NOTHING + " ";
        String name = mark + objective.id() + ": " + figure + ", target " + ObjectiveText.target(objective);
        StepResult step = step(name, applies ? AllureOutcome.of(outcome) : Status.SKIPPED, start, stop);
        List<Parameter> parameters = new ArrayList<>();
        MeasuredFigure measured = objective.measured();
        parameters.add(parameter("measured", MeasuredText.measured(measured)));
        parameters.add(parameter("bracket", MeasuredText.interval(measured)));
        parameters.add(parameter("target", ObjectiveText.target(objective)));
        parameters.add(parameter("why", ObjectiveText.why(objective, 400)));
        if (applies && outcome != Outcome.PASS) {
            String message = OutcomeMarks.word(outcome) + ": " + ObjectiveText.why(objective, 400);
            step.setStatusDetails(new StatusDetails().setMessage(AllureTest.shown(message)));
        }
        return step.setParameters(parameters);
    }

    static StepResult step(String name, @Nullable Status status, Instant start, Instant stop) {
        return new StepResult()
                .setName(AllureTest.shown(name))
                .setStatus(status)
                .setStage(Stage.FINISHED)
                .setStart(start.toEpochMilli())
                .setStop((stop.isBefore(start) ? start : stop).toEpochMilli());
    }

    static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(value.isEmpty() ? MeasuredText.NOTHING : AllureTest.shown(value));
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
