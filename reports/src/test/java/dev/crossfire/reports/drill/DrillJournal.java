package dev.crossfire.reports.drill;

import static dev.crossfire.reports.drill.Drill.at;

import dev.crossfire.evidence.JournalEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the harness wrote down of the drills. */
final class DrillJournal {
    private DrillJournal() {}

    static List<JournalEvent> of(Drill drill) {
        List<JournalEvent> events = new ArrayList<>();
        events.add(new JournalEvent.RunStarted(at(-16.2), "2026-11-20T0931", 4711));
        events.add(new JournalEvent.EnvironmentReady(at(-11.8), drill.text("lab"), 4321));
        events.add(new JournalEvent.LoadStarted(at(-9.99), Drill.ZERO));
        List<Double> starts = DrillPlan.faultStarts(drill);
        for (int i = 0; i < starts.size(); i++) {
            fault(drill, DrillPlan.faultId(drill, i), starts.get(i), events);
        }
        if (drill == Drill.CRASHED) {
            return events;
        }
        double end = DrillPlan.of(drill).scenario().load().duration().toSeconds();
        if (drill == Drill.HOSTILE) {
            events.add(new JournalEvent.Doubt(at(50), Hostile.error()));
        }
        events.add(new JournalEvent.LoadEnded(
                at(end + 0.05), drill == Drill.EMPTY ? 0 : 34_567, drill == Drill.EMPTY ? "exit code 1" : null));
        events.add(new JournalEvent.RunEnded(at(end + 1.4)));
        return events;
    }

    private static void fault(Drill drill, String id, double start, List<JournalEvent> events) {
        String seen = drill.text(drill.fires() ? "buyers 100 % good, browsers 99.98 % good" : "browsers 97.1 % good");
        events.add(new JournalEvent.SteadyState(at(start - 0.01), id, drill.fires(), seen));
        if (!drill.fires()) {
            events.add(new JournalEvent.FaultSkipped(
                    at(start - 0.005), id, "the steady state was not reached: browsers 97.1 % good, wanted 99.5 %."));
            return;
        }
        String target = drill.text("arn:aws:rds:lab-1:000000000000:cluster:ticketing");
        events.add(new JournalEvent.FaultIntended(
                at(start - 0.004), id, "database-failover", List.of(target), Map.of("token", Hostile.SECRET)));
        events.add(new JournalEvent.FaultInjected(at(start + 0.013), id, at(start), at(start + 0.012)));
        events.add(new JournalEvent.FaultEffective(
                at(start + 0.022),
                id,
                at(start + 0.010),
                at(start + 0.020),
                drill.text("writer db-a refuses connections")));
        if (drill == Drill.CRASHED) {
            return;
        }
        events.add(new JournalEvent.FaultConfirmed(
                at(start + 3.18), id, at(start + 3.18), drill.text("db-b is the writer, timeline 2")));
        events.add(new JournalEvent.HealStarted(at(start + 4.0), id));
        events.add(new JournalEvent.FaultCleared(
                at(start + 11.7), id, at(start + 11.7), drill.text("db-a streams from db-b, lag 0 bytes")));
        events.add(new JournalEvent.HealEnded(at(start + 11.71), id, true, drill.text("pair whole")));
    }
}
