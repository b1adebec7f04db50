package dev.crossfire.calibrate;

import dev.crossfire.calibrate.server.ServerEvent.LaneTruth;
import dev.crossfire.calibrate.server.ServerEvent.OutageTruth;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.ArrivalModel;
import dev.crossfire.model.load.Population;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The evidence on one lane that the judge reads: its requests, and the beginnings and ends that the server reports. */
final class LaneEvidence {
    private static final String SEEN = "by the server's own clock";

    private LaneEvidence() {}

    static Evidence of(Plan plan, LaneTruth truth, long zeroMicros, RequestSource requests, ArrivalModel model) {
        List<JournalEvent> journal = new ArrayList<>();
        Instant zero = instant(zeroMicros);
        boolean open = model == ArrivalModel.OPEN;
        journal.add(new JournalEvent.LoadReady(zero, List.of(new Population(truth.lane(), model, open))));
        journal.add(new JournalEvent.LoadStarted(zero, zero));
        truth.outages().forEach(outage -> add(journal, truth.lane(), outage));
        Instant end = zero.plus(plan.scenario().load().duration());
        journal.add(new JournalEvent.LoadEnded(end, truth.arrivals(), null));
        return new Evidence(plan, journal, requests);
    }

    private static void add(List<JournalEvent> journal, String lane, OutageTruth outage) {
        String id = outage.id();
        Instant begun = instant(outage.begun());
        Instant ended = instant(outage.ended());
        journal.add(new JournalEvent.FaultIntended(begun, id, LanePlans.KIND, List.of(lane), Map.of()));
        journal.add(new JournalEvent.FaultInjected(begun, id, begun, begun));
        journal.add(new JournalEvent.FaultEffective(begun, id, begun, begun, SEEN));
        journal.add(new JournalEvent.FaultConfirmed(begun, id, begun, SEEN));
        journal.add(new JournalEvent.FaultCleared(ended, id, ended, SEEN));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The requests of one cohort among all that were recorded. */
    record LaneRequests(RequestSource all, String cohort) implements RequestSource {
        @Override
        public StringTable strings() {
            return all.strings();
        }

        @Override
        public RequestIntegrity forEach(Consumer<RequestRecord> consumer) throws IOException {
            int id = all.strings().idOf(cohort);
            return all.forEach(request -> {
                if (request.cohort() == id) {
                    consumer.accept(request);
                }
            });
        }
    }
}
