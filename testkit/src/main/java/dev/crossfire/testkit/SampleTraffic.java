package dev.crossfire.testkit;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Requests that arrive as a Poisson process and meet the planted outage. */
final class SampleTraffic {
    private static final long WARM_UP_MICROS = -10_000_000;
    private static final long TIME_OUT_MICROS = 2_000_000;
    /** Less than the record at the end has. */
    private static final int CUT_BYTES = 15;

    private final SampleRun sample;
    private final RequestWriter writer;
    private final SplittableRandom random = new SplittableRandom(20);
    private final List<RequestRecord> requests = new ArrayList<>();

    private SampleTraffic(SampleRun sample, RequestWriter writer) {
        this.sample = sample;
        this.writer = writer;
    }

    static void write(SampleRun sample, Plan plan, RunDirectory run) throws IOException {
        try (RequestWriter writer = new RequestWriter(run.requestsFile(), run.stringsFile())) {
            SampleTraffic traffic = new SampleTraffic(sample, writer);
            if (sample != SampleRun.EMPTY) {
                traffic.arrive(plan);
            }
            traffic.requests.sort(Comparator.comparingLong(RequestRecord::endMicros));
            for (RequestRecord request : traffic.requests) {
                writer.write(request);
            }
            frames(traffic.requests, run);
        }
        if (sample == SampleRun.CRASHED) {
            try (FileChannel requests = FileChannel.open(run.requestsFile(), StandardOpenOption.WRITE)) {
                requests.truncate(requests.size() - CUT_BYTES);
            }
        }
    }

    private void arrive(Plan plan) throws IOException {
        long end = plan.scenario().load().duration().toNanos() / 1000;
        long stop = sample == SampleRun.CRASHED ? end / 2 : end;
        for (Cohort cohort : plan.scenario().load().cohorts()) {
            boolean buyers = cohort.name().startsWith("buyers");
            long now = WARM_UP_MICROS;
            while (now < stop) {
                Duration moment = Duration.ofNanos(now * 1000);
                double rate = cohort.rateAt(moment).perSecond();
                now += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e6) + 1;
                visit(cohort.name(), buyers, now, end);
            }
        }
    }

    /** A buyer reserves and sometimes reads the order back; a browser browses. */
    private void visit(String cohort, boolean buyer, long now, long end) throws IOException {
        long answered = request(cohort, sample.text(buyer ? "reserve" : "browse"), buyer, now, end, true);
        if (buyer && answered >= 0 && random.nextInt(3) == 0) {
            request(cohort, sample.text("read order"), true, answered + 1000, end, false);
        }
    }

    /** When the answer came; negative when none did. */
    private long request(String cohort, String name, boolean buyer, long start, long end, boolean known)
            throws IOException {
        double problem = problem(start / 1e6);
        long response = lognormal(buyer ? 6_000 : 1_800, 0.5);
        String error = "";
        int status = 200;
        if (random.nextDouble() < (buyer ? problem : problem * 0.015) || random.nextInt(4000) == 0) {
            boolean hangs = buyer && random.nextInt(5) == 0;
            status = hangs ? 0 : random.nextInt(3) == 0 ? 500 : 503;
            response = hangs ? TIME_OUT_MICROS : lognormal(40_000, 0.9);
            error = error(status);
        } else if (problem > 0) {
            response += (long) (problem * lognormal(buyer ? 700_000 : 12_000, 0.6));
        }
        int lag = known ? (int) lognormal(600, 0.8) : 0;
        int flags = (error.isEmpty() ? RequestRecord.FLAG_OK : 0)
                | (known ? RequestRecord.FLAG_INTENDED_KNOWN : 0)
                | (start < 0 ? RequestRecord.FLAG_WARM_UP : 0)
                | (start + lag + response > end ? RequestRecord.FLAG_ABORTED : 0);
        requests.add(new RequestRecord(
                SampleRun.ZERO.getEpochSecond() * 1_000_000 + start,
                lag,
                (int) response,
                writer.idOf(cohort),
                writer.idOf(name),
                status,
                flags,
                error.isEmpty() ? 0 : writer.idOf(error)));
        return error.isEmpty() ? start + lag + response : -1;
    }

    private String error(int status) {
        if (sample == SampleRun.HOSTILE) {
            return HostileText.error();
        }
        return switch (status) {
            case 0 -> "i.g.h.c.i.RequestTimeoutException: Request timeout to 127.0.0.1:18080 after 2000 ms";
            case 500 -> "status.find.is(201), but actually found 500";
            default -> "status.find.is(201), but actually found 503";
        };
    }

    /** How likely a request fails: all at once at first, then replicas reconnect one by one. */
    private double problem(double seconds) {
        if (!sample.fires()) {
            return 0;
        }
        for (double start : SamplePlan.faultStarts(sample)) {
            double into = seconds - start - 0.02;
            double length = sample == SampleRun.FAIL ? 14 : 3.0;
            if (into >= 0 && into < length + 0.42) {
                return into < length ? 1 : 1 - (into - length) / 0.42;
            }
        }
        return 0;
    }

    private long lognormal(double median, double sigma) {
        double normal = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        return Math.min((long) (median * Math.exp(sigma * normal)), TIME_OUT_MICROS);
    }

    private static void frames(List<RequestRecord> requests, RunDirectory run) throws IOException {
        Map<Integer, long[]> seconds = new TreeMap<>();
        for (RequestRecord request : requests) {
            long end = request.endMicros() - SampleRun.ZERO.getEpochSecond() * 1_000_000;
            long[] counts = seconds.computeIfAbsent((int) Math.floorDiv(end, 1_000_000L), second -> new long[2]);
            counts[0]++;
            counts[1] += request.ok() ? 0 : 1;
        }
        try (JsonLineWriter lines = new JsonLineWriter(run.framesFile())) {
            for (Map.Entry<Integer, long[]> second : seconds.entrySet()) {
                long[] counts = second.getValue();
                Frame.CohortFrame all =
                        new Frame.CohortFrame(counts[0], counts[0], counts[0] - counts[1], counts[1], 9.0, null, null);
                lines.write(new Frame(second.getKey(), Map.of("all", all)));
            }
        }
    }
}
