package dev.crossfire.judge.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestBins.RequestTally;
import dev.crossfire.judge.ControlReading;
import dev.crossfire.judge.objective.Unaffected;
import dev.crossfire.judge.users.PlantedLoad.Manner;
import dev.crossfire.judge.users.PlantedLoad.Outage;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A control run of closed users is read as the run that is compared with it: by users who wait, not by what they send. */
class ClosedControlTest {
    private static final Outage TEN_SECONDS = new Outage(Manner.HOLD, 1, 20.3, 10, 60);
    private static final Outage ENDLESS = new Outage(Manner.HOLD, 1, 20.3, 1000, 2000);

    @Test
    void theSameSilenceInBothRunsIsNoDifference() throws IOException {
        Verdict verdict = load(TEN_SECONDS, 1)
                .wants(new ObjectiveSpec(
                        "as-well", "unaffected", new Unaffected.Settings("shoppers", "f", null, new Ratio(0.2), null)))
                .comparedWith(control(load(TEN_SECONDS, 2)))
                .send()
                .verdict();
        ObjectiveVerdict asWell = verdict.objectives().get(0);
        assertThat(Objects.requireNonNull(asWell.measured()).value())
                .as(asWell.why())
                .isCloseTo(0, within(0.01));
        assertThat(asWell.outcome()).as(asWell.why()).isEqualTo(Outcome.PASS);
    }

    @Test
    void usersWhoWaitCountForWhatTheyCouldNotSend() throws IOException {
        RequestTally waited = shoppers(control(load(TEN_SECONDS, 1)), 20, 31);
        assertThat(waited.bad())
                .as("twenty users, once a second, for nearly ten")
                .isBetween(170L, 210L);
    }

    @Test
    void usersWhoStillWaitAtTheStopCountInTheControlRun() throws IOException {
        RequestTally waited = shoppers(control(load(ENDLESS, 1).endingAt(60)), 20, 60);
        assertThat(waited.bad()).isGreaterThan(700);
    }

    private static PlantedLoad load(Outage outage, long seed) {
        return new ClosedLoad(20, 1, 0, outage, seed);
    }

    private static ControlRun control(PlantedLoad load) throws IOException {
        ControlReading.ControlResult read =
                ControlReading.of(load.control().send().evidence(), load.plan());
        assertThat(read.problems()).isEmpty();
        return Objects.requireNonNull(read.control());
    }

    private static RequestTally shoppers(ControlRun control, int from, int until) {
        return RequestBins.of(Objects.requireNonNull(control.cohorts().get("shoppers")))
                .between(Duration.ofSeconds(from), Duration.ofSeconds(until));
    }
}
