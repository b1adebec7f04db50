package dev.crossfire.simulations;

import dev.crossfire.model.load.Cohort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/**
 * When the users of a cohort arrive: evenly at its base rate in warm-up, then along its spikes.
 *
 * <p>The n-th user of a phase arrives when the integral of the rate reaches n, so one arrives exactly at t = 0. Times
 * are cut to whole milliseconds, the grain of Gatling's scheduler. Gatling's own steps work in whole seconds, which a
 * ramp of 500 ms does not survive.
 */
public final class Profile {
    /** A length of time over which the rate changes evenly; times in seconds, rates a second. */
    private record Slope(double from, double length, double rate, double endRate, double usersBefore) {
        double users() {
            return (rate + endRate) / 2 * length;
        }

        long firstUser() {
            return wholeFrom(usersBefore);
        }

        long nextSlopesUser() {
            return wholeFrom(usersBefore + users());
        }

        /** When the integral of the rate over the phase reaches a number of users, in milliseconds. */
        long millisOf(long user) {
            double within = Math.max(0, user - usersBefore);
            double steepness = (endRate - rate) / length;
            // The root of rate·t + steepness·t²/2 = within, in the form that stays exact as the steepness nears 0.
            double divisor = rate + Math.sqrt(Math.max(0, rate * rate + 2 * steepness * within));
            double into = divisor == 0 ? 0 : Math.min(length, 2 * within / divisor);
            return (long) ((from + into) * 1000 + ROUNDING);
        }

        private static long wholeFrom(double users) {
            return (long) Math.ceil(users - ROUNDING);
        }
    }

    private static final class ArrivalMillis implements PrimitiveIterator.OfLong {
        private final Iterator<Slope> rest;
        private Slope slope;
        private long user;

        ArrivalMillis(List<Slope> slopes) {
            rest = slopes.iterator();
            slope = rest.next();
            user = slope.firstUser();
        }

        @Override
        public boolean hasNext() {
            while (user >= slope.nextSlopesUser() && rest.hasNext()) {
                slope = rest.next();
                user = slope.firstUser();
            }
            return user < slope.nextSlopesUser();
        }

        @Override
        public long nextLong() {
            if (!hasNext()) {
                throw new NoSuchElementException("every user has arrived");
            }
            return slope.millisOf(user++);
        }
    }

    /** The integral of a rate is a floating-point sum: this much above a whole number is still that number. */
    private static final double ROUNDING = 1e-6;

    private final List<Slope> slopes;
    private final Duration length;

    private Profile(List<Slope> slopes, Duration length) {
        this.slopes = slopes;
        this.length = length;
    }

    /**
     * The arrivals of a cohort; what its spikes would do after {@code duration} is cut off.
     *
     * @param duration of the run after the warm-up, above zero
     */
    public static Profile of(Cohort cohort, Duration warmUp, Duration duration) {
        if (duration.isZero() || duration.isNegative() || warmUp.isNegative()) {
            throw new IllegalArgumentException("a warm-up of " + warmUp + " and a run of " + duration
                    + " is invalid; expected a run longer than 0");
        }
        List<Slope> slopes = new ArrayList<>();
        double before = seconds(warmUp);
        if (before > 0) {
            double base = cohort.rate().perSecond();
            slopes.add(new Slope(0, before, base, base, 0));
        }
        addRun(slopes, cohort, before, duration);
        return new Profile(slopes, warmUp.plus(duration));
    }

    private static void addRun(List<Slope> slopes, Cohort cohort, double offset, Duration duration) {
        List<Duration> knots = new ArrayList<>();
        knots.add(Duration.ZERO);
        cohort.steps().stream()
                .filter(step -> step.compareTo(Duration.ZERO) > 0 && step.compareTo(duration) < 0)
                .forEach(knots::add);
        knots.add(duration);
        double users = 0;
        for (int i = 1; i < knots.size(); i++) {
            Duration from = knots.get(i - 1);
            Duration until = knots.get(i);
            double rate = cohort.rateAt(from).perSecond();
            double middle = cohort.rateAt(from.plus(until).dividedBy(2)).perSecond();
            // A spike without a ramp jumps at its end: the rate just before is what the middle points at.
            double endRate = Math.max(0, 2 * middle - rate);
            Slope slope = new Slope(offset + seconds(from), seconds(until.minus(from)), rate, endRate, users);
            users += slope.users();
            slopes.add(slope);
        }
    }

    /** When users arrive, in milliseconds after the warm-up's beginning, in order; computed as it is read. */
    public PrimitiveIterator.OfLong arrivalMillis() {
        return new ArrivalMillis(slopes);
    }

    /** How many users arrive in all. */
    public long users() {
        return slopes.stream()
                .mapToLong(slope -> slope.nextSlopesUser() - slope.firstUser())
                .sum();
    }

    /** Warm-up and run together. */
    public Duration length() {
        return length;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
