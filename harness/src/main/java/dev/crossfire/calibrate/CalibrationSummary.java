package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.BracketCoverage;
import dev.crossfire.calibrate.CalibrationReport.BracketWidths;
import dev.crossfire.calibrate.CalibrationReport.OutageGroup;
import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.CalibrationReport.RateResolution;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.judge.recovery.DetectionLimit;
import dev.crossfire.judge.recovery.HealthThreshold;
import dev.crossfire.model.quantity.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums rows up and lists what was missed. */
final class CalibrationSummary {
    /** Of 60 brackets, 55 must contain the actual end: fewer are a sign, at 95 % each, that something is wrong. */
    private static final double COVERED_OF_SIXTY = 55;

    private static final double SIXTY = 60;

    /** Brackets may be wider than the table's by this: a wide bracket contains everything and is no evidence. */
    private static final double WIDEST = 1.25;
    /** Users who wait for their answers send requests at moments that depend on each other. */
    private static final double WIDEST_CLOSED = 2;

    private static final double MILLIS_PER_SECOND = 1000;

    private final OutagePlan plan;
    private final List<OutageResult> rows;
    private final List<OutageResult> outages;

    CalibrationSummary(OutagePlan plan, List<OutageResult> rows) {
        this.plan = plan;
        this.rows = rows;
        outages = rows.stream().filter(row -> !row.withoutOutage()).toList();
    }

    BracketCoverage coverage() {
        int covered = (int) outages.stream().filter(OutageResult::covered).count();
        int share = (int) Math.ceil(outages.size() * COVERED_OF_SIXTY / SIXTY);
        // Of a few, one may miss by chance alone.
        int needed = Math.max(1, Math.min(share, outages.size() - 1));
        return new BracketCoverage(outages.size(), covered, needed);
    }

    BracketWidths widths() {
        return new BracketWidths(ratio(outages), widest());
    }

    int falseAlarms() {
        return rows.stream().mapToInt(OutageResult::falseAlarms).sum();
    }

    /** Every target that was missed, a sentence each. */
    List<String> misses() {
        List<String> misses = new ArrayList<>();
        BracketCoverage coverage = coverage();
        if (coverage.covered() < coverage.needed()) {
            misses.add(coverage.covered() + " of " + coverage.outages() + " brackets contain the actual end; expected "
                    + coverage.needed());
        }
        wide(misses, "all outages", outages);
        rates().forEach(rate -> wide(misses, rate.toString(), of(row -> row.rate(), rate)));
        Stream.of(OutageShape.values()).forEach(shape -> wide(misses, shape.words(), of(OutageResult::shape, shape)));
        if (falseAlarms() > 0) {
            misses.add("unhealthy intervals were seen " + falseAlarms() + " times where no outage was injected");
        }
        return misses;
    }

    private double widest() {
        return plan.usersWait() ? WIDEST_CLOSED : WIDEST;
    }

    private void wide(List<String> misses, String of, List<OutageResult> some) {
        Double ratio = ratio(some);
        if (ratio != null && ratio > widest()) {
            misses.add(String.format(
                    Locale.ROOT,
                    "brackets of %s are %.2f times as wide as the table's; expected %.2f",
                    of,
                    ratio,
                    widest()));
        }
    }

    private <T> List<OutageResult> of(Function<OutageResult, T> what, T value) {
        return outages.stream().filter(row -> what.apply(row).equals(value)).toList();
    }

    private List<Rate> rates() {
        return rows.stream()
                .map(OutageResult::rate)
                .distinct()
                .sorted(Comparator.comparingDouble(Rate::perSecond).reversed())
                .toList();
    }

    private static @Nullable Double ratio(List<OutageResult> some) {
        List<Double> ratios = new ArrayList<>();
        for (OutageResult row : some) {
            if (row.widthMillis() != null && row.tableMillis() != null) {
                ratios.add(row.widthMillis() / row.tableMillis());
            }
        }
        return Median.of(ratios);
    }

    List<OutageGroup> cells() {
        List<OutageGroup> cells = new ArrayList<>();
        for (Rate rate : rates()) {
            for (OutageShape shape : OutageShape.values()) {
                List<OutageResult> some = rows.stream()
                        .filter(row -> row.rate().equals(rate) && row.shape() == shape)
                        .toList();
                if (!some.isEmpty()) {
                    cells.add(cell(rate, shape, some));
                }
            }
        }
        return cells;
    }

    private static OutageGroup cell(Rate rate, OutageShape shape, List<OutageResult> some) {
        return new OutageGroup(
                rate,
                shape,
                some.size(),
                (int) some.stream().filter(OutageResult::covered).count(),
                Median.of(some.stream()
                        .map(CalibrationSummary::errorMillis)
                        .flatMap(Stream::ofNullable)
                        .toList()),
                Median.of(some.stream()
                        .map(OutageResult::widthMillis)
                        .flatMap(Stream::ofNullable)
                        .toList()),
                some.get(0).tableMillis());
    }

    private static @Nullable Double errorMillis(OutageResult row) {
        Double measured = row.measuredSeconds();
        return measured == null || row.withoutOutage()
                ? null
                : (double) Math.round(Math.abs(measured - row.actualSeconds()) * MILLIS_PER_SECOND);
    }

    List<RateResolution> resolution() {
        HealthThreshold threshold = new HealthThreshold(
                plan.acceptable(), plan.healthy().stableFor().toNanos() / 1000);
        return rates().stream()
                .map(rate -> new RateResolution(
                        rate,
                        smallest(threshold, rate, OutageShape.ALL),
                        smallest(threshold, rate, OutageShape.HALF),
                        smallest(threshold, rate, OutageShape.TENTH),
                        Median.of(rows.stream()
                                .filter(row -> row.rate().equals(rate) && row.shape() == OutageShape.ALL)
                                .map(OutageResult::widthMillis)
                                .filter(Objects::nonNull)
                                .toList())))
                .toList();
    }

    private static @Nullable Double smallest(HealthThreshold threshold, Rate rate, OutageShape shape) {
        OptionalDouble seconds = DetectionLimit.seconds(threshold, rate.perSecond(), shape.severity());
        return seconds.isEmpty() ? null : Math.ceil(seconds.getAsDouble() * MILLIS_PER_SECOND) / MILLIS_PER_SECOND;
    }

    /** The middle of some numbers. */
    private static final class Median {
        private Median() {}

        /** The middle one, or halfway between the two; null of none. */
        static @Nullable Double of(List<Double> numbers) {
            if (numbers.isEmpty()) {
                return null;
            }
            List<Double> sorted = numbers.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }
}
