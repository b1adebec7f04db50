package dev.crossfire.judge.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.judge.objective.Availability;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.judge.objective.Latency;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.judge.users.PlantedLoad.Manner;
import dev.crossfire.judge.users.PlantedLoad.Outage;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.PhaseFigures.UserTime;
import dev.crossfire.model.verdict.Verdict;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What closed load once hid: who waits sends nothing, and good requests surround the few that hang. */
class ClosedLoadTest {
    private static final Outage TEN_SECONDS = new Outage(Manner.HOLD, 1, 20.3, 10, 60);

    @Test
    void thirtyUsersWhoThinkAreSeenToWaitUntilTheEnd() {
        CohortRecovery recovery =
                new ClosedLoad(30, 1, 0, TEN_SECONDS, 1).send().recovery();
        assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
        // Who asks 300 ms before the end is answered in time.
        assertThat(recovery.seconds()).isCloseTo(9.7, within(0.1));
        assertThat(recovery.low()).isLessThanOrEqualTo(9.7);
        assertThat(recovery.high()).isGreaterThanOrEqualTo(9.7).isLessThan(10);
    }

    @Test
    void twentyUsersWithoutThinkTimeAreSeenToWaitUntilTheEnd() {
        CohortRecovery recovery =
                new ClosedLoad(20, 0, 0, TEN_SECONDS, 1).send().recovery();
        assertThat(recovery.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(recovery.seconds()).isCloseTo(9.7, within(0.1));
    }

    @Test
    void usersWhoStillWaitAsTheLoadEndsHaveNotRecovered() {
        Outage endless = new Outage(Manner.HOLD, 1, 20.3, 1000, 2000);
        CohortRecovery recovery =
                new ClosedLoad(20, 0, 0, endless, 1).endingAt(60).send().recovery();
        assertThat(recovery.state()).isEqualTo(RecoveryState.CENSORED);
        assertThat(recovery.low()).isGreaterThan(39);
    }

    @Test
    void targetsAreJudgedByTheTimeOfUsersNotByTheFewRequestsThatHung() {
        PlantedLoad load = new ClosedLoad(20, 0, 0, TEN_SECONDS, 1)
                .wants(new ObjectiveSpec(
                        "fast",
                        "latency",
                        new Latency.Settings("shoppers", PhaseRef.WHOLE, 99, Duration.ofMillis(300))))
                .wants(new ObjectiveSpec(
                        "errors", "error-ratio", new ErrorRatio.Settings("shoppers", PhaseRef.WHOLE, new Ratio(0.05))))
                .wants(new ObjectiveSpec(
                        "available",
                        "availability",
                        new Availability.Settings("shoppers", PhaseRef.WHOLE, new Ratio(0.99))))
                .wants(new ObjectiveSpec(
                        "back", "recovery-time", new RecoveryTime.Settings("shoppers", "f", Duration.ofSeconds(5))));
        Verdict verdict = load.send().verdict();
        assertThat(verdict.objectives()).allMatch(one -> one.outcome() == Outcome.FAIL);
        PhaseFigures whole = verdict.phases().get(0);
        assertThat(whole.p99Millis()).as("of the requests alone").isLessThan(50);
        UserTime users = Objects.requireNonNull(whole.userTime());
        double length = Objects.requireNonNull(users).seconds() / 20;
        assertThat(users.unhealthyShare()).isCloseTo(9.7 / length, within(0.01));
        assertThat(users.p99Millis()).isGreaterThan(5_000);
    }

    @Test
    void aHealthySystemPassesUnderClosedLoad() {
        Outage none = new Outage(Manner.FAIL, 0, 20.3, 10, 1);
        PlantedLoad load = new ClosedLoad(20, 1, 0.001, none, 1)
                .wants(new ObjectiveSpec(
                        "errors", "error-ratio", new ErrorRatio.Settings("shoppers", PhaseRef.WHOLE, new Ratio(0.02))))
                .wants(new ObjectiveSpec(
                        "back", "recovery-time", new RecoveryTime.Settings("shoppers", "f", Duration.ofSeconds(5))));
        Verdict verdict = load.send().verdict();
        assertThat(verdict.objectives()).allMatch(one -> one.outcome() == Outcome.PASS);
        assertThat(verdict.recovery().get(0).state()).isEqualTo(RecoveryState.NO_IMPACT);
    }
}
