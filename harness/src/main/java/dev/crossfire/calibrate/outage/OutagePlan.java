package dev.crossfire.calibrate.outage;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lanes and outages of one calibration.
 *
 * @param seed from which it was made, and from which the server picks the requests that a partial outage hits
 * @param warmUp how long lanes are under load before t = 0
 * @param duration how long they are after it
 * @param healthy when a lane's users are healthy
 */
public record OutagePlan(long seed, Duration warmUp, Duration duration, HealthCriteria healthy, List<Lane> lanes) {
    public OutagePlan {
        lanes = List.copyOf(lanes);
    }

    /** The bad ratio up to which users are healthy. */
    public double acceptable() {
        return 1 - healthy.success().value();
    }

    /** Whether its users wait for their answers before they send the next request. */
    public boolean usersWait() {
        return lanes.stream().anyMatch(lane -> lane.closed() != null);
    }

    /** Every outage of every lane. */
    public List<Outage> outages() {
        return lanes.stream().flatMap(lane -> lane.outages().stream()).toList();
    }

    /**
     * One cohort with an address of its own, so that its outages reach no other cohort.
     *
     * @param name of the cohort
     * @param rate of its users' requests, constant
     * @param outages in order
     * @param closed its users where they wait for their answers; null where new ones arrive at the rate whatever happens
     */
    public record Lane(
            String name,
            Rate rate,
            List<Outage> outages,
            @Nullable ClosedWorkload closed) {
        public Lane {
            outages = List.copyOf(outages);
        }

        /** A lane at which new users arrive whatever happens. */
        public Lane(String name, Rate rate, List<Outage> outages) {
            this(name, rate, outages, null);
        }

        /** How long the server takes for a right answer, at the mean. */
        public Duration service() {
            return closed == null ? Duration.ZERO : closed.service();
        }

        /**
         * A number of users who send a request, wait for the answer, think and send again.
         *
         * @param service how long the server takes for a right answer, at the mean
         */
        public record ClosedWorkload(int users, Duration think, Duration service) {
            private static final double NANOS_PER_SECOND = 1e9;

            /** Requests a second while nothing is broken. */
            public Rate rate() {
                return rate(service);
            }

            /** Requests a second while an answer takes so long. */
            public Rate rate(Duration answer) {
                return new Rate(users * NANOS_PER_SECOND / think.plus(answer).toNanos());
            }

            /** Without think time all users end in step, one wait after the other. */
            public boolean thinksNot() {
                return think.isZero();
            }
        }
    }
}
