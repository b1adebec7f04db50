package dev.crossfire.testkit;

import static dev.crossfire.testkit.ShippedObjectiveContract.FAULT;
import static dev.crossfire.testkit.ShippedObjectiveContract.outage;
import static dev.crossfire.testkit.ShippedObjectiveContract.seconds;

import dev.crossfire.judge.objective.Availability;
import dev.crossfire.judge.objective.ErrorBudget;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.judge.objective.FailFast;
import dev.crossfire.judge.objective.Goodput;
import dev.crossfire.judge.objective.Latency;
import dev.crossfire.judge.objective.NoRelapse;
import dev.crossfire.judge.objective.PostFaultImpact;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.judge.objective.TimeToFirstSuccess;
import dev.crossfire.judge.objective.Unaffected;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Every shipped objective about requests alone keeps the contract. */
class RequestObjectivesTest {
    @Nested
    class ErrorRatioContract extends ShippedObjectiveContract<ErrorRatio.Settings> {
        ErrorRatioContract() {
            super(
                    new ErrorRatio(),
                    new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.05)),
                    () -> outage(3),
                    () -> outage(15));
        }
    }

    @Nested
    class AvailabilityContract extends ShippedObjectiveContract<Availability.Settings> {
        AvailabilityContract() {
            super(
                    new Availability(),
                    new Availability.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.95)),
                    () -> outage(3),
                    () -> outage(15));
        }
    }

    @Nested
    class RecoveryTimeContract extends ShippedObjectiveContract<RecoveryTime.Settings> {
        RecoveryTimeContract() {
            super(
                    new RecoveryTime(),
                    new RecoveryTime.Settings("buyers", FAULT, seconds(5)),
                    () -> outage(3),
                    () -> outage(15));
        }
    }

    @Nested
    class NoRelapseContract extends ShippedObjectiveContract<NoRelapse.Settings> {
        NoRelapseContract() {
            super(
                    new NoRelapse(),
                    new NoRelapse.Settings("buyers", FAULT, seconds(40)),
                    () -> outage(3),
                    RequestObjectivesTest::twoOutages);
        }
    }

    @Nested
    class LatencyContract extends ShippedObjectiveContract<Latency.Settings> {
        LatencyContract() {
            super(
                    new Latency(),
                    new Latency.Settings("buyers", PhaseRef.WHOLE, 95, Duration.ofMillis(100)),
                    () -> answered(true, 50),
                    () -> answered(true, 500));
        }
    }

    @Nested
    class GoodputContract extends ShippedObjectiveContract<Goodput.Settings> {
        GoodputContract() {
            super(
                    new Goodput(),
                    new Goodput.Settings("buyers", FAULT, seconds(30), new Ratio(0.8)),
                    () -> outage(3),
                    () -> outage(15));
        }
    }

    @Nested
    class ErrorBudgetContract extends ShippedObjectiveContract<ErrorBudget.Settings> {
        ErrorBudgetContract() {
            super(
                    new ErrorBudget(),
                    new ErrorBudget.Settings(
                            "buyers", new Ratio(0.999), Duration.ofDays(30), new Rate(100), new Ratio(0.002)),
                    () -> outage(3),
                    () -> outage(15));
        }
    }

    @Nested
    class TimeToFirstSuccessContract extends ShippedObjectiveContract<TimeToFirstSuccess.Settings> {
        TimeToFirstSuccessContract() {
            super(
                    new TimeToFirstSuccess(),
                    new TimeToFirstSuccess.Settings("buyers", FAULT, seconds(5)),
                    () -> outage(3),
                    () -> outage(15));
        }
    }

    @Nested
    class FailFastContract extends ShippedObjectiveContract<FailFast.Settings> {
        FailFastContract() {
            super(
                    new FailFast(),
                    new FailFast.Settings("buyers", FAULT, 90, Duration.ofMillis(100)),
                    () -> answered(false, 50),
                    () -> answered(false, 500));
        }
    }

    @Nested
    class UnaffectedContract extends ShippedObjectiveContract<Unaffected.Settings> {
        UnaffectedContract() {
            super(
                    new Unaffected(),
                    new Unaffected.Settings("buyers", FAULT, null, new Ratio(0.005), null),
                    () -> badAfterFault(0),
                    () -> badAfterFault(0.05));
        }
    }

    @Nested
    class PostFaultImpactContract extends ShippedObjectiveContract<PostFaultImpact.Settings> {
        PostFaultImpactContract() {
            super(
                    new PostFaultImpact(),
                    new PostFaultImpact.Settings("buyers", FAULT, seconds(2)),
                    () -> outage(3),
                    RequestObjectivesTest::twoOutages);
        }
    }

    /** One outage while the fault is in effect, and one after it. */
    private static PlantedRun twoOutages() {
        return new PlantedRun()
                .fault(FAULT, 30, 34)
                .buyers(100, at -> (at >= 30 && at < 33) || (at >= 50 && at < 53) ? 1 : 0);
    }

    private static PlantedRun badAfterFault(double badRatio) {
        return new PlantedRun().fault(FAULT, 30, 60).buyers(100, at -> at < 30 ? 0 : badRatio);
    }

    /** Every request takes so long; they fail in the 3 s after the fault, unless all are good. */
    private static PlantedRun answered(boolean good, int millis) {
        PlantedRun run = new PlantedRun().fault(FAULT, 30, 34);
        for (int i = 0; i < 100 * PlantedRun.LENGTH; i++) {
            boolean failed = !good && i >= 3_000 && i < 3_300;
            run.request(i / 100.0, !failed, millis, PlantedRun.BUYERS, PlantedRun.RESERVE);
        }
        return run;
    }
}
