package dev.crossfire.testkit;

import static dev.crossfire.testkit.SampleRun.at;

import dev.crossfire.evidence.Probe;
import dev.crossfire.evidence.ProbeLog;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;

/** The probes of the samples: five of six replicas for four seconds, 500 requests/s, one alarm. */
final class SampleProbes {
    private static final double PER_SECOND = 500;

    private SampleProbes() {}

    static void write(SampleRun sample, long end, RunDirectory run) throws IOException {
        String source = sample.text("balancer");
        try (ProbeLog log = new ProbeLog(run.probesFile())) {
            for (int second = -5; second < end; second++) {
                boolean lost = sample.fires() && second >= 31 && second < 35;
                log.append(new Probe.Serving(at(second + 0.25), source, lost ? 5 : 6, 6));
                log.append(new Probe.Requests(at(second + 0.25), source, PER_SECOND * (second + 6)));
            }
            if (sample.fires()) {
                String alarm = sample.text("ticketing-errors");
                log.append(new Probe.Alarm(at(32.5), "webhook", alarm, true));
                log.append(new Probe.Alarm(at(44), "webhook", alarm, false));
            }
        }
    }
}
