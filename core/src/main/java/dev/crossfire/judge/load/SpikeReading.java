package dev.crossfire.judge.load;

import dev.crossfire.judge.load.ArrivalCounts.ArrivalTest;
import dev.crossfire.judge.load.LoadInterval.LoadIntervals;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.verdict.LoadFigures.LoadDifference;
import dev.crossfire.model.verdict.LoadFigures.LoadFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one planned spike was seen, how long and how high.
 *
 * <p>Used only once it is known that the arrivals are not as planned: it names the difference, it does not find it.
 */
final class SpikeReading {
    /** An edge is sought in steps of this many arrivals, as fewer are too little evidence. */
    private static final double ARRIVALS_PER_STEP = 20;

    private static final Duration TENTH_OF_A_SECOND = Duration.ofMillis(100);

    private final Cohort cohort;
    private final Spike spike;
    private final ArrivalCounts counts;
    private final Duration end;

    SpikeReading(Cohort cohort, Spike spike, ArrivalCounts counts, Duration end) {
        this.cohort = cohort;
        this.spike = spike;
        this.counts = counts;
        this.end = end;
    }

    /** What was seen, and in which ways it is not what was planned. */
    record Seen(@Nullable LoadInterval spike, List<LoadFinding> findings) {}

    Seen seen() {
        double base = base(List.of());
        LoadInterval held = held();
        if (isHigh(held.sentRate(counts), base)) {
            return compared(edges(held, base), base);
        }
        Optional<LoadInterval> elsewhere = elsewhere();
        return elsewhere.isPresent()
                ? compared(edges(elsewhere.get(), base(List.of(elsewhere.get()))), base)
                : new Seen(null, List.of(missing(held)));
    }

    /** The planned height without its edges. */
    private LoadInterval held() {
        Duration from = spike.at().plus(spike.ramp());
        Duration until = from.plus(spike.hold());
        LoadInterval inner = new LoadInterval(from.plus(LoadIntervals.SLACK), until.minus(LoadIntervals.SLACK));
        if (!inner.isEmpty()) {
            return inner;
        }
        return spike.hold().compareTo(TENTH_OF_A_SECOND) < 0
                ? new LoadInterval(spike.at(), spike.end().plus(TENTH_OF_A_SECOND))
                : new LoadInterval(from, until);
    }

    /** Whether a rate rises above another by half of what was planned, or more. */
    private boolean isHigh(double rate, double base) {
        return rate >= base + (spike.to().perSecond() - cohort.rate().perSecond()) / 2;
    }

    /** The rate that was seen outside every planned spike and some other intervals. */
    private double base(List<LoadInterval> except) {
        List<LoadInterval> left = new ArrayList<>(except);
        cohort.spikes().forEach(one -> left.add(LoadIntervals.around(one, end)));
        long sent = 0;
        double seconds = 0;
        for (Duration at = Duration.ZERO; at.compareTo(end) < 0; at = at.plus(TENTH_OF_A_SECOND)) {
            LoadInterval tenth = new LoadInterval(at, at.plus(TENTH_OF_A_SECOND));
            if (left.stream().noneMatch(tenth::overlaps)) {
                sent += tenth.sent(counts);
                seconds += tenth.seconds();
            }
        }
        return seconds == 0 ? cohort.rate().perSecond() : sent / seconds;
    }

    /**
     * The interval of the spike's length with the most arrivals, if they are many, and no other spike is planned there.
     */
    private Optional<LoadInterval> elsewhere() {
        Duration length = spike.ramp().plus(spike.hold());
        List<LoadInterval> others = cohort.spikes().stream()
                .filter(one -> !one.equals(spike))
                .map(one -> LoadIntervals.around(one, end))
                .toList();
        @Nullable LoadInterval best = null;
        for (Duration at = Duration.ZERO; at.plus(length).compareTo(end) <= 0; at = at.plus(TENTH_OF_A_SECOND)) {
            LoadInterval here = new LoadInterval(at, at.plus(length));
            if (others.stream().noneMatch(here::overlaps)
                    && !here.isEmpty()
                    && (best == null || here.sent(counts) > best.sent(counts))) {
                best = here;
            }
        }
        return Optional.ofNullable(best).filter(found -> isHigh(found.sentRate(counts), base(List.of(found))));
    }

    /** An interval of high rate, made longer or shorter until it ends where the rate is half-way down. */
    private LoadInterval edges(LoadInterval high, double base) {
        Duration step = step();
        double middle = (base + high.sentRate(counts)) / 2;
        Duration centre = high.from().plus(high.until().minus(high.from()).dividedBy(2));
        Duration from = centre;
        while (from.compareTo(step) >= 0 && rate(from.minus(step), step) >= middle) {
            from = from.minus(TENTH_OF_A_SECOND);
        }
        Duration until = centre;
        while (until.plus(step).compareTo(end) <= 0 && rate(until, step) >= middle) {
            until = until.plus(TENTH_OF_A_SECOND);
        }
        // The edge lies half a step beyond the last step that reaches the middle.
        LoadInterval found = new LoadInterval(from.minus(step.dividedBy(2)), until.plus(step.dividedBy(2)));
        return found.isEmpty() ? high : found;
    }

    private double rate(Duration from, Duration length) {
        return new LoadInterval(from, from.plus(length)).sentRate(counts);
    }

    private Duration step() {
        long millis = (long) (ARRIVALS_PER_STEP / Math.max(1e-3, spike.to().perSecond()) * 1000);
        return Duration.ofMillis(Math.max(
                TENTH_OF_A_SECOND.toMillis(), millis / TENTH_OF_A_SECOND.toMillis() * TENTH_OF_A_SECOND.toMillis()));
    }

    private Seen compared(LoadInterval found, double base) {
        List<LoadFinding> findings = new ArrayList<>();
        // With a ramp, the rate is half-way up in its middle.
        LoadInterval planned = new LoadInterval(
                spike.at().plus(spike.ramp().dividedBy(2)),
                spike.end().minus(spike.ramp().dividedBy(2)));
        double slack = Math.max(LoadInterval.seconds(LoadIntervals.SLACK), 2 * LoadInterval.seconds(step()));
        if (Math.abs(LoadInterval.seconds(found.from().minus(planned.from()))) > slack) {
            findings.add(finding(
                    LoadDifference.SPIKE_TIME,
                    found,
                    name() + " came at " + LoadInterval.words(found.from()) + " instead of "
                            + LoadInterval.words(planned.from())));
        }
        if (Math.abs(found.seconds() - planned.seconds()) > Math.max(slack, ArrivalTest.SHARE * planned.seconds())) {
            findings.add(finding(
                    LoadDifference.SPIKE_LENGTH,
                    found,
                    name() + " lasted " + LoadInterval.words(found.until().minus(found.from())) + " instead of "
                            + LoadInterval.words(planned.until().minus(planned.from()))));
        }
        LoadInterval top = top(found);
        if (ArrivalTest.differs(top.sent(counts), spike.to().perSecond() * top.seconds(), 1)) {
            findings.add(finding(
                    LoadDifference.SPIKE_HEIGHT,
                    found,
                    name() + " reached " + LoadInterval.words(top.sentRate(counts)) + " from "
                            + LoadInterval.words(base)));
        }
        return new Seen(found, findings);
    }

    /** The middle of what was found, away from its edges. */
    private LoadInterval top(LoadInterval found) {
        Duration margin = spike.ramp().dividedBy(2).plus(step());
        LoadInterval inner =
                new LoadInterval(found.from().plus(margin), found.until().minus(margin));
        return inner.isEmpty() ? found : inner;
    }

    private LoadFinding missing(LoadInterval held) {
        return finding(
                LoadDifference.SPIKE_MISSING,
                held,
                name() + " at " + LoadInterval.words(spike.at()) + " did not happen: "
                        + LoadInterval.words(held.sentRate(counts)) + " were sent " + held.words());
    }

    private String name() {
        return "the spike to " + spike.to();
    }

    private LoadFinding finding(LoadDifference difference, LoadInterval where, String why) {
        return where.finding(difference, spike.to().perSecond(), counts, why);
    }
}
