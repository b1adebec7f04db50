package dev.crossfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What every objective about users' requests must keep: it passes and fails on planted truth, is inconclusive without
 * evidence, and depends on nothing but the evidence.
 *
 * @param <S> the settings of the kind
 */
public abstract class ObjectiveContract<S extends ObjectiveSettings> {
    private static final long SEED = 5;

    /** For subclasses. */
    protected ObjectiveContract() {}

    /** The kind under test; the {@link java.util.ServiceLoader} finds it. */
    protected abstract ObjectiveKind<S> kind();

    /** Settings about the cohort {@code buyers}, and the fault {@code writer-lost} if it is about a fault. */
    protected abstract S settings();

    /** A run that keeps the objective; without objectives of its own. */
    protected abstract PlantedRun kept();

    /** A run that misses the objective; without objectives of its own. */
    protected abstract PlantedRun missed();

    @Test
    void itPassesARunThatKeepsIt() {
        assertJudged(judge(kept()), Outcome.PASS);
    }

    @Test
    void itFailsARunThatMissesIt() {
        assertJudged(judge(missed()), Outcome.FAIL);
    }

    @Test
    void itIsInconclusiveWithoutRequests() {
        ObjectiveVerdict verdict = judge(new PlantedRun().fault("writer-lost", 30, 40));
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.why()).isNotBlank();
    }

    @Test
    void itDoesNotDependOnTheOrderOfRequests() {
        SplittableRandom random = new SplittableRandom(SEED);
        assertThat(judge(missed().shuffled(random))).isEqualTo(judge(missed()));
    }

    @Test
    void itsSettingsAreReadBackFromAPlan() throws IOException {
        Plan plan = asked(kept()).plan();
        assertThat(Json.readPlan(Json.pretty(plan), PlantedPlan.TYPES)
                        .scenario()
                        .objectives())
                .isEqualTo(plan.scenario().objectives());
    }

    private static void assertJudged(ObjectiveVerdict verdict, Outcome expected) {
        assertThat(verdict.outcome()).as(verdict.why()).isEqualTo(expected);
        assertThat(verdict.measured()).as("a figure").isNotNull();
        assertThat(verdict.why()).as("one sentence for people").isNotBlank();
    }

    private ObjectiveVerdict judge(PlantedRun run) {
        return asked(run).objective();
    }

    private PlantedRun asked(PlantedRun run) {
        return run.wants("it", kind().description().name(), settings());
    }
}
