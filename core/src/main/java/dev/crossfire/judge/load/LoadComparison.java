package dev.crossfire.judge.load;

import dev.crossfire.judge.load.ArrivalCounts.ArrivalTest;
import dev.crossfire.judge.load.LoadInterval.LoadIntervals;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.LoadFigures.LoadDifference;
import dev.crossfire.model.verdict.LoadFigures.LoadFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the arrivals of one planned cohort with its plan.
 *
 * <p>Arrivals are as planned if no interval of the run has over a tenth more or fewer of them than planned and more
 * than chance explains: arrivals at random, as planned, are called different in at most one of a million runs. Rates
 * may change 1 s earlier or later than planned.
 */
public final class LoadComparison {
    /** A simulation may send its last user a little before the plan's end. */
    static final Duration MOST_SILENCE_AT_END = Duration.ofSeconds(5);

    /** The worst differences are enough to name the problem. */
    private static final int MOST_RATES = 3;

    private final Cohort cohort;
    private final ArrivalCounts counts;
    private final Duration until;
    private final boolean toTheEnd;

    private LoadComparison(Cohort cohort, ArrivalCounts counts, Duration until, boolean toTheEnd) {
        this.cohort = cohort;
        this.counts = counts;
        this.until = until;
        this.toTheEnd = toTheEnd;
    }

    /**
     * Compares a cohort of which arrivals are known.
     *
     * @param until the end of the comparison, after t = 0
     * @param toTheEnd whether silence until then shows that no user arrived; else evidence may just end earlier
     */
    public static LoadFigures of(Cohort cohort, ArrivalCounts counts, Duration until, boolean toTheEnd) {
        return new LoadComparison(cohort, counts, until, toTheEnd).figures();
    }

    private LoadFigures figures() {
        List<LoadFinding> findings = new ArrayList<>();
        Duration last = counts.last().compareTo(until) < 0 ? counts.last() : until;
        boolean early = toTheEnd && until.minus(last).compareTo(MOST_SILENCE_AT_END) > 0 && endedEarly(last);
        if (early) {
            findings.add(early(last));
        }
        Duration end = early || until.minus(last).compareTo(MOST_SILENCE_AT_END) <= 0 ? last : until;
        if (!new LoadInterval(Duration.ZERO, end).isEmpty()) {
            findings.addAll(differences(LoadIntervals.of(cohort, end), end));
        }
        return new LoadFigures(
                cohort.name(),
                Math.round(cohort.arrivals(Duration.ZERO, until)),
                counts.total(),
                true,
                findings.isEmpty(),
                findings);
    }

    private boolean endedEarly(Duration last) {
        return ArrivalTest.differs(0, cohort.arrivals(last, until), 1);
    }

    private LoadFinding early(Duration last) {
        return finding(
                LoadDifference.ENDED_EARLY,
                new LoadInterval(last, until),
                "the last of them arrived at " + LoadInterval.words(last) + ", and the load was to last "
                        + LoadInterval.words(until));
    }

    private List<LoadFinding> differences(LoadIntervals intervals, Duration end) {
        int comparisons = intervals.count();
        List<LoadInterval> segments = differing(intervals.segments(), comparisons);
        List<LoadInterval> blocks = differing(intervals.blocks(), comparisons);
        List<LoadInterval> spikes = differing(intervals.spikes(), comparisons);
        boolean whole = differs(intervals.whole(), comparisons);
        if (!whole && segments.isEmpty() && blocks.isEmpty() && spikes.isEmpty()) {
            return List.of();
        }
        List<LoadFinding> findings = new ArrayList<>();
        List<LoadInterval> reported = new ArrayList<>();
        for (Spike spike : cohort.spikes()) {
            if (spike.end().compareTo(end) <= 0) {
                reported.add(LoadIntervals.around(spike, end));
                SpikeReading.Seen seen = new SpikeReading(cohort, spike, counts, end).seen();
                findings.addAll(seen.findings());
                LoadInterval where = seen.spike();
                if (where != null) {
                    reported.add(new LoadInterval(
                            where.from().minus(LoadIntervals.SLACK).minus(spike.ramp()),
                            where.until().plus(LoadIntervals.SLACK).plus(spike.ramp())));
                }
            }
        }
        rates(segments, blocks, reported).stream().limit(MOST_RATES).forEach(findings::add);
        if (findings.isEmpty()) {
            LoadInterval where = !spikes.isEmpty()
                    ? spikes.get(0)
                    : !segments.isEmpty() ? segments.get(0) : !blocks.isEmpty() ? blocks.get(0) : intervals.whole();
            findings.add(rate(where));
        }
        return findings;
    }

    /** Segments that differ as a whole, and of the others the blocks that do; those that lie together as one. */
    private List<LoadFinding> rates(
            List<LoadInterval> segments, List<LoadInterval> blocks, List<LoadInterval> reported) {
        List<LoadInterval> where = new ArrayList<>();
        segments.stream()
                .filter(segment -> reported.stream().noneMatch(segment::overlaps))
                .forEach(where::add);
        for (LoadInterval block : blocks) {
            if (reported.stream().anyMatch(block::overlaps) || where.stream().anyMatch(block::overlaps)) {
                continue;
            }
            LoadInterval before = where.isEmpty() ? null : where.get(where.size() - 1);
            if (before != null && before.until().equals(block.from()) && !segments.contains(before)) {
                where.set(where.size() - 1, new LoadInterval(before.from(), block.until()));
            } else {
                where.add(block);
            }
        }
        return where.stream().map(this::rate).toList();
    }

    private List<LoadInterval> differing(List<LoadInterval> intervals, int comparisons) {
        return intervals.stream()
                .filter(interval -> differs(interval, comparisons))
                .toList();
    }

    private boolean differs(LoadInterval interval, int comparisons) {
        return ArrivalTest.differs(interval.sent(counts), interval.planned(cohort), comparisons);
    }

    private LoadFinding rate(LoadInterval where) {
        return finding(
                LoadDifference.RATE,
                where,
                LoadInterval.words(where.sentRate(counts)) + " arrived " + where.words() + " instead of "
                        + LoadInterval.words(where.plannedRate(cohort)));
    }

    private LoadFinding finding(LoadDifference difference, LoadInterval where, String why) {
        return where.finding(difference, where.plannedRate(cohort), counts, why);
    }
}
