package dev.crossfire.reports.drill;

import static dev.crossfire.reports.drill.Drill.at;

import dev.crossfire.evidence.Probe;
import dev.crossfire.evidence.ProbeLog;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;

/** What was seen beside the users of the drills: five of six replicas for four seconds, 500 requests/s, one alarm. */
final class DrillProbes {
    private static final double PER_SECOND = 500;

    private DrillProbes() {}

    static void write(Drill drill, long end, RunDirectory run) throws IOException {
        String source = drill.text("balancer");
        try (ProbeLog log = new ProbeLog(run.probesFile())) {
            for (int second = -5; second < end; second++) {
                boolean lost = drill.fires() && second >= 31 && second < 35;
                log.append(new Probe.Serving(at(second + 0.25), source, lost ? 5 : 6, 6));
                log.append(new Probe.Requests(at(second + 0.25), source, PER_SECOND * (second + 6)));
            }
            if (drill.fires()) {
                String alarm = drill.text("ticketing-errors");
                log.append(new Probe.Alarm(at(32.5), "webhook", alarm, true));
                log.append(new Probe.Alarm(at(44), "webhook", alarm, false));
            }
        }
    }
}
