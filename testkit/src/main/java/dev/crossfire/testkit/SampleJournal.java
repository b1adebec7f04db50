package dev.crossfire.testkit;

import static dev.crossfire.testkit.SampleRun.at;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The journals of the samples. */
final class SampleJournal {
    private SampleJournal() {}

    static List<JournalEvent> of(SampleRun sample) {
        List<JournalEvent> events = new ArrayList<>();
        events.add(new JournalEvent.RunStarted(at(-16.2), "2026-11-20T0931", 4711));
        events.add(new JournalEvent.EnvironmentReady(at(-11.8), sample.text("lab"), 4321));
        events.add(new JournalEvent.LoadStarted(at(-9.99), SampleRun.ZERO));
        List<Double> starts = SamplePlan.faultStarts(sample);
        for (int i = 0; i < starts.size(); i++) {
            fault(sample, SamplePlan.faultId(sample, i), starts.get(i), events);
        }
        if (sample == SampleRun.CRASHED) {
            return events;
        }
        double end = SamplePlan.of(sample).scenario().load().duration().toSeconds();
        if (sample == SampleRun.HOSTILE) {
            events.add(new JournalEvent.Warning(at(50), HostileText.error()));
        }
        events.add(new JournalEvent.LoadEnded(
                at(end + 0.05),
                sample == SampleRun.EMPTY ? 0 : 34_567,
                sample == SampleRun.EMPTY ? "exit code 1" : null));
        events.add(new JournalEvent.RunEnded(at(end + 1.4)));
        return events;
    }

    private static void fault(SampleRun sample, String id, double start, List<JournalEvent> events) {
        String seen = sample.text(sample.fires() ? "buyers 100 % good, browsers 99.98 % good" : "browsers 97.1 % good");
        events.add(new JournalEvent.SteadyState(at(start - 0.01), id, sample.fires(), seen));
        if (!sample.fires()) {
            events.add(new JournalEvent.FaultSkipped(
                    at(start - 0.005), id, "the steady state was not reached: browsers 97.1 % good, expected 99.5 %."));
            return;
        }
        String target = sample.text("arn:aws:rds:lab-1:000000000000:cluster:ticketing");
        events.add(new JournalEvent.FaultIntended(
                at(start - 0.004), id, "database-failover", List.of(target), Map.of("token", HostileText.SECRET)));
        events.add(new JournalEvent.FaultInjected(at(start + 0.013), id, at(start), at(start + 0.012)));
        events.add(new JournalEvent.FaultEffective(
                at(start + 0.022),
                id,
                at(start + 0.010),
                at(start + 0.020),
                sample.text("writer db-a refuses connections")));
        if (sample == SampleRun.CRASHED) {
            return;
        }
        events.add(new JournalEvent.FaultConfirmed(
                at(start + 3.18), id, at(start + 3.18), sample.text("db-b is the writer, timeline 2")));
        events.add(new JournalEvent.HealStarted(at(start + 4.0), id));
        events.add(new JournalEvent.FaultCleared(
                at(start + 11.7), id, at(start + 11.7), sample.text("db-a streams from db-b, lag 0 bytes")));
        events.add(new JournalEvent.HealEnded(at(start + 11.71), id, true, sample.text("pair whole")));
    }

    /** The observations of the samples: five of six replicas for four seconds, 500 requests/s, one alarm. */
    static final class SampleObservations {
        private static final double PER_SECOND = 500;

        private SampleObservations() {}

        static void write(SampleRun sample, long end, RunDirectory run) throws IOException {
            String source = sample.text("balancer");
            try (ObservationLog log = new ObservationLog(run.observationsFile())) {
                for (int second = -5; second < end; second++) {
                    boolean lost = sample.fires() && second >= 31 && second < 35;
                    log.append(new Observation.Serving(at(second + 0.25), source, lost ? 5 : 6, 6));
                    log.append(new Observation.Requests(at(second + 0.25), source, PER_SECOND * (second + 6)));
                }
                if (sample.fires()) {
                    String alarm = sample.text("ticketing-errors");
                    log.append(new Observation.Alarm(at(32.5), "webhook", alarm, true));
                    log.append(new Observation.Alarm(at(44), "webhook", alarm, false));
                }
            }
        }
    }
}
