package com.example.shop;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;

/** Few requests of a cohort fail, as a number instead of a share. */
public final class FailedRequests implements ObjectiveKind<FailedRequests.Settings> {
    public record Settings(
            @Describe("the cohort") String cohort,

            @Describe("the largest acceptable number of errors")
            int atMost) implements ObjectiveSettings {
        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.atMost(atMost, "requests");
        }
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of("failed-requests", Settings.class)
                .summary("few requests of a cohort fail")
                .measures("requests with a wrong answer or none, in the whole run")
                .example("failed-requests: { cohort: buyers, at-most: 500 }");
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        var figures = facts.phase(settings.cohort(), PhaseRef.WHOLE);
        if (figures == null || figures.requests() == 0) {
            return Judgement.unmeasured(settings.cohort() + " sent nothing");
        }
        MeasuredFigure measured = new MeasuredFigure((double) figures.errors(), null, null, "requests");
        Outcome outcome = figures.errors() <= settings.atMost() ? Outcome.PASS : Outcome.FAIL;
        return new Judgement(measured, outcome, figures.errors() + " of " + figures.requests() + " requests failed");
    }
}
