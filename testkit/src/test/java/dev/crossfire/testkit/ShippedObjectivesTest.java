package dev.crossfire.testkit;

import dev.crossfire.judge.objective.Availability;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.judge.objective.Latency;
import dev.crossfire.judge.objective.NoRelapse;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.ObjectiveKind;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Objectives that are shipped keep the contract, on an outage of 3 s and on one of 15 s. */
class ShippedObjectivesTest {
    private static final Ratio FIVE_PERCENT = new Ratio(0.05);

    private static PlantedRun outage(double seconds) {
        return new PlantedRun().fault("writer-lost", 30, 31 + seconds).buyers(100, PlantedRun.outage(30, 30 + seconds));
    }

    private abstract static class OfOutages<S extends ObjectiveSettings> extends ObjectiveContract<S> {
        @Override
        protected PlantedRun kept() {
            return outage(3);
        }

        @Override
        protected PlantedRun missed() {
            return outage(15);
        }
    }

    @Nested
    class ErrorRatioContract extends OfOutages<ErrorRatio.Settings> {
        @Override
        protected ObjectiveKind<ErrorRatio.Settings> kind() {
            return new ErrorRatio();
        }

        @Override
        protected ErrorRatio.Settings settings() {
            return new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, FIVE_PERCENT);
        }
    }

    @Nested
    class AvailabilityContract extends OfOutages<Availability.Settings> {
        @Override
        protected ObjectiveKind<Availability.Settings> kind() {
            return new Availability();
        }

        @Override
        protected Availability.Settings settings() {
            return new Availability.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.95));
        }
    }

    @Nested
    class RecoveryTimeContract extends OfOutages<RecoveryTime.Settings> {
        @Override
        protected ObjectiveKind<RecoveryTime.Settings> kind() {
            return new RecoveryTime();
        }

        @Override
        protected RecoveryTime.Settings settings() {
            return new RecoveryTime.Settings("buyers", "writer-lost", Duration.ofSeconds(5));
        }
    }

    @Nested
    class NoRelapseContract extends ObjectiveContract<NoRelapse.Settings> {
        @Override
        protected ObjectiveKind<NoRelapse.Settings> kind() {
            return new NoRelapse();
        }

        @Override
        protected NoRelapse.Settings settings() {
            return new NoRelapse.Settings("buyers", "writer-lost", Duration.ofSeconds(40));
        }

        @Override
        protected PlantedRun kept() {
            return outage(3);
        }

        @Override
        protected PlantedRun missed() {
            return new PlantedRun()
                    .fault("writer-lost", 30, 34)
                    .buyers(100, at -> (at >= 30 && at < 33) || (at >= 50 && at < 53) ? 1 : 0);
        }
    }

    @Nested
    class LatencyContract extends ObjectiveContract<Latency.Settings> {
        @Override
        protected ObjectiveKind<Latency.Settings> kind() {
            return new Latency();
        }

        @Override
        protected Latency.Settings settings() {
            return new Latency.Settings("buyers", PhaseRef.WHOLE, 95, Duration.ofMillis(100));
        }

        @Override
        protected PlantedRun kept() {
            return answeredWithin(50);
        }

        @Override
        protected PlantedRun missed() {
            return answeredWithin(500);
        }

        private static PlantedRun answeredWithin(int millis) {
            PlantedRun run = new PlantedRun().fault("writer-lost", 30, 31);
            for (int i = 0; i < 100 * PlantedRun.LENGTH; i++) {
                run.request(i / 100.0, true, millis, PlantedRun.BUYERS, PlantedRun.RESERVE);
            }
            return run;
        }
    }
}
