package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.calibrate.LaneComparison.LaneEvidence;
import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.calibrate.server.ServerEvent.LaneTruth;
import dev.crossfire.calibrate.server.ServerEvent.OutageTruth;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.Judge;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A lane as server and generator would record it, with everything about it planted: outages, the way from the one to the
 * other, and what is wrong with their clocks.
 */
final class PlantedLane {
    private static final long ZERO = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final long WAY = 400;
    private static final long ANSWER = 900;
    private static final String NAME = "lane";
    private static final int OK = RequestRecord.FLAG_OK | RequestRecord.FLAG_INTENDED_KNOWN;

    private final double rate;
    private final List<Outage> outages = new ArrayList<>();
    private long ahead;
    private long step;
    private long seed = 1;
    private Duration end = Duration.ZERO;

    PlantedLane(double rate) {
        this.rate = rate;
    }

    PlantedLane outage(OutageShape shape, Outage.FailureMode failureMode, double at, double... lengths) {
        List<Outage.OutageInterval> intervals = new ArrayList<>();
        double begin = at;
        for (int i = 0; i < lengths.length; i++) {
            if (i % 2 == 0) {
                intervals.add(new Outage.OutageInterval(duration(begin), duration(lengths[i])));
            }
            begin += lengths[i];
        }
        Outage outage = new Outage("outage-" + (outages.size() + 1), shape, failureMode, intervals);
        outages.add(outage);
        end = outage.end();
        return this;
    }

    /** The server's clock is ahead of the generator's, microseconds. */
    PlantedLane ahead(long micros) {
        ahead = micros;
        return this;
    }

    /** The server's clock is set forward by so much at t = 10 s. */
    PlantedLane steps(long micros) {
        step = micros;
        return this;
    }

    PlantedLane seed(long number) {
        seed = number;
        return this;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    OutagePlan plan() {
        HealthCriteria healthy = new HealthCriteria(Duration.ofMillis(300), new Ratio(0.99), Duration.ofSeconds(10));
        return new OutagePlan(seed, Duration.ofSeconds(2), end.plusSeconds(20), healthy, List.of(lane()));
    }

    Lane lane() {
        return new Lane(NAME, new Rate(rate), outages);
    }

    List<OutageResult> rows() throws IOException {
        OutagePlan plan = plan();
        LanePlans plans = new LanePlans(plan, "run", Map.of(NAME, 1));
        LaneTruth truth = truth();
        return LaneComparison.rows(
                plan,
                lane(),
                truth,
                new Judge(List.of())
                        .judge(LaneEvidence.of(plans.of(lane()), truth, ZERO, requests(), ArrivalModel.OPEN)));
    }

    /** When requests are to start: evenly, from the warm-up on, in whole milliseconds as the generator's. */
    private List<Long> intended() {
        List<Long> moments = new ArrayList<>();
        for (double at = -2; at < end.plusSeconds(20).toMillis() / 1000.0; at += 1 / rate) {
            moments.add(ZERO + Math.round(at * 1000) * 1000);
        }
        return moments;
    }

    LaneTruth truth() {
        List<OutageTruth> report = outages.stream()
                .map(outage -> new OutageTruth(
                        outage.id(), ZERO + micros(outage.begin()), ZERO + micros(outage.end()), 1, 1, null, null))
                .toList();
        return new LaneTruth(NAME, intended().size(), report);
    }

    /** The server's reading when the request that was to start at a moment arrives. */
    private long serversTime(long intended) {
        return intended + WAY + ahead + (intended >= ZERO + 10 * SECOND ? step : 0);
    }

    RequestSource requests() {
        SplittableRandom random = new SplittableRandom(seed);
        List<RequestRecord> records = new ArrayList<>();
        for (long intended : intended()) {
            long arrived = serversTime(intended);
            long into = arrived - ZERO;
            boolean hit = outages.stream().anyMatch(outage -> random.nextDouble() < outage.badRatioAt(into));
            int flags =
                    (hit ? RequestRecord.FLAG_INTENDED_KNOWN : OK) | (intended < ZERO ? RequestRecord.FLAG_WARM_UP : 0);
            records.add(new RequestRecord(
                    intended, 0, (int) ANSWER, 1, 2, hit ? 503 : 200 + (int) (arrived / 1000 % 100), flags, 0));
        }
        return new Recorded(records);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }

    private record Recorded(List<RequestRecord> records) implements RequestSource {
        @Override
        public StringTable strings() {
            return new StringTable(Map.of(1, NAME, 2, "ask"));
        }

        @Override
        public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
            records.forEach(consumer);
            return new RequestIntegrity(records.size(), -1);
        }
    }
}
