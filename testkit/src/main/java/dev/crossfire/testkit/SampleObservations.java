package dev.crossfire.testkit;

import static dev.crossfire.testkit.SampleRun.at;

import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;

/** The observations of the samples: five of six replicas for four seconds, 500 requests/s, one alarm. */
final class SampleObservations {
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
