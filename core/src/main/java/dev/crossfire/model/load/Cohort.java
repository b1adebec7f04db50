package dev.crossfire.model.load;

import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One kind of user, and how many of them arrive.
 *
 * @param name the Gatling scenario's name
 * @param rate arrivals outside spikes
 * @param spikes in order of their start, not overlapping
 */
public record Cohort(String name, Rate rate, List<Spike> spikes) {
    public Cohort {
        spikes = List.copyOf(spikes);
    }

    /** Arrivals a second at a moment after t = 0. */
    public Rate rateAt(Duration moment) {
        double seconds = seconds(moment);
        for (Spike spike : spikes) {
            double into = seconds - seconds(spike.at());
            double ramp = seconds(spike.ramp());
            double length = seconds(spike.end().minus(spike.at()));
            if (into >= 0 && into < length) {
                double share = ramp == 0 ? 1 : Math.min(1, Math.min(into, length - into) / ramp);
                return new Rate(rate.perSecond() + share * (spike.to().perSecond() - rate.perSecond()));
            }
        }
        return rate;
    }

    /** Arrivals to be expected from one moment after t = 0 to another. */
    public double arrivals(Duration from, Duration until) {
        double sum = 0;
        List<Duration> knots = new ArrayList<>(List.of(from, until));
        for (Duration step : steps()) {
            if (step.compareTo(from) > 0 && step.compareTo(until) < 0) {
                knots.add(step);
            }
        }
        knots.sort(null);
        for (int i = 1; i < knots.size(); i++) {
            // The rate is linear between two steps, so its middle is its mean.
            Duration middle = knots.get(i - 1).plus(knots.get(i)).dividedBy(2);
            sum += rateAt(middle).perSecond() * seconds(knots.get(i).minus(knots.get(i - 1)));
        }
        return sum;
    }

    /** The moments after t = 0 at which the rate begins or ends to change, sorted. */
    public List<Duration> steps() {
        return spikes.stream()
                .flatMap(
                        spike -> List.of(
                                spike.at(),
                                spike.at().plus(spike.ramp()),
                                spike.end().minus(spike.ramp()),
                                spike.end())
                                .stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /**
     * A rise of a cohort's rate: up in {@code ramp}, held, and down again in {@code ramp}.
     *
     * @param at when the rise begins, after t = 0
     * @param to the rate while held
     * @param ramp how long the rise and the fall take each
     * @param hold how long the top rate is held
     */
    public record Spike(Duration at, Rate to, Duration ramp, Duration hold) {
        /** When the rate is at its base again, after t = 0. */
        public Duration end() {
            return at.plus(ramp).plus(hold).plus(ramp);
        }
    }
}
