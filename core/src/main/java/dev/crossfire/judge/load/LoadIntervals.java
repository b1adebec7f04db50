package dev.crossfire.judge.load;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Spike;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The intervals of a run in which a cohort's arrivals are compared with its plan.
 *
 * @param whole the whole run
 * @param spikes each planned spike, with the slack around it
 * @param segments where the planned rate is even or rises or falls evenly, without the slack at both ends
 * @param blocks of the segments, long enough for a good number of arrivals each
 */
record LoadIntervals(
        LoadInterval whole, List<LoadInterval> spikes, List<LoadInterval> segments, List<LoadInterval> blocks) {
    /** A change of the rate may come this much earlier or later than planned. */
    static final Duration SLACK = Duration.ofSeconds(1);

    /** Fewer arrivals than this in a block are too little evidence. */
    private static final double ENOUGH = 50;

    static LoadIntervals of(Cohort cohort, Duration end) {
        List<Duration> knots = new ArrayList<>(List.of(Duration.ZERO));
        cohort.steps().stream()
                .filter(step -> !step.isZero() && step.compareTo(end) < 0)
                .forEach(knots::add);
        knots.add(end);
        List<LoadInterval> segments = new ArrayList<>();
        List<LoadInterval> blocks = new ArrayList<>();
        for (int i = 1; i < knots.size(); i++) {
            Duration from = i == 1 ? knots.get(0) : knots.get(i - 1).plus(SLACK);
            Duration until = i == knots.size() - 1 ? end : knots.get(i).minus(SLACK);
            LoadInterval segment = new LoadInterval(from, until);
            if (!segment.isEmpty()) {
                segments.add(segment);
                blocks.addAll(blocks(segment, cohort));
            }
        }
        return new LoadIntervals(new LoadInterval(Duration.ZERO, end), spikes(cohort, end), segments, blocks);
    }

    int count() {
        return 1 + spikes.size() + segments.size() + blocks.size();
    }

    private static List<LoadInterval> spikes(Cohort cohort, Duration end) {
        return cohort.spikes().stream()
                .filter(spike -> spike.at().compareTo(end) < 0)
                .map(spike -> around(spike, end))
                .toList();
    }

    /** A spike with the slack around it. */
    static LoadInterval around(Spike spike, Duration end) {
        Duration until = spike.end().plus(SLACK);
        return new LoadInterval(spike.at().minus(SLACK), until.compareTo(end) < 0 ? until : end);
    }

    private static List<LoadInterval> blocks(LoadInterval segment, Cohort cohort) {
        int count = (int) Math.min(segment.planned(cohort) / ENOUGH, segment.seconds());
        List<LoadInterval> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Duration length = segment.until().minus(segment.from());
            blocks.add(new LoadInterval(
                    segment.from().plus(length.multipliedBy(i).dividedBy(count)),
                    segment.from().plus(length.multipliedBy(i + 1L).dividedBy(count))));
        }
        return blocks;
    }
}
