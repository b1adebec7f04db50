package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.TargetText;
import dev.crossfire.testkit.PlantedFacts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTimeTest {
    private static final RecoveryTime.Settings TEN_SECONDS =
            new RecoveryTime.Settings("buyers", "writer-lost", Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({
        "RECOVERED,       9.0, 9.5, 10.0, 0.1, PASS",
        "RECOVERED,       9.0, 9.5, 10.1, 0.1, FAIL",
        "RECOVERED,      10.1, 11.0, 12.0, 0.1, FAIL",
        "CONFOUNDED,      9.0, 9.5, 10.0, 0.1, PASS",
        "CONFOUNDED,      9.0,    ,     , 0.1, INCONCLUSIVE",
        "NO_IMPACT,          ,    ,     , 10.0, PASS",
        "NO_IMPACT,          ,    ,     , 10.1, INCONCLUSIVE",
        "NO_IMPACT,          ,    ,     ,     , INCONCLUSIVE",
        "CENSORED,       10.1,    ,     , 0.1, FAIL",
        "CENSORED,        9.9,    ,     , 0.1, INCONCLUSIVE",
        "CENSORED,           ,    ,     , 0.1, INCONCLUSIVE",
        "METASTABLE,      1.0,    ,     , 0.1, FAIL",
        "UNHEALTHY_BEFORE,    ,    ,     , 0.1, INCONCLUSIVE",
    })
    void eachStateHasItsOutcome(
            RecoveryState state,
            @Nullable Double low,
            @Nullable Double seconds,
            @Nullable Double high,
            @Nullable Double visible,
            Outcome outcome) {
        assertThat(judge(state, low, seconds, high, visible).outcome()).isEqualTo(outcome);
    }

    @Test
    void theFigureComesWithItsBracket() {
        assertThat(judge(RecoveryState.RECOVERED, 3.40, 3.42, 3.44, 0.1).measured())
                .isEqualTo(new MeasuredFigure(3.42, 3.40, 3.44, "s"));
        assertThat(TargetText.plain(TEN_SECONDS.target())).isEqualTo("<= 10 s");
    }

    @Test
    void aFaultThatDidNotTakeEffectIsInconclusive() {
        Judgement judgement = new RecoveryTime().judge(TEN_SECONDS, PlantedFacts.of((CohortRecovery) null));
        assertThat(judgement.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judgement.why()).contains("writer-lost did not take effect");
    }

    private static Judgement judge(
            RecoveryState state,
            @Nullable Double low,
            @Nullable Double seconds,
            @Nullable Double high,
            @Nullable Double visible) {
        CohortRecovery recovery = new CohortRecovery(
                "writer-lost",
                "buyers",
                state,
                0.1,
                seconds,
                low,
                high,
                seconds,
                0,
                1,
                1,
                0.2,
                visible,
                0L,
                null,
                "so it was");
        return new RecoveryTime().judge(TEN_SECONDS, PlantedFacts.of(recovery));
    }
}
