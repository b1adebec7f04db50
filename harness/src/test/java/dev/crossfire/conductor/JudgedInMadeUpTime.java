package dev.crossfire.conductor;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.fake.ServedBuyers;
import dev.crossfire.judge.Judge;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A conducted run that is judged as well, in simulated time: buyers who are served, one fault, one objective. */
abstract class JudgedInMadeUpTime extends MadeUpTime {
    private static final Plan PLAN = FakeRun.asking(
            FakeRun.plan(FakeRun.fault("f", Duration.ofSeconds(10))),
            new ObjectiveSpec(
                    "served", "error-ratio", new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.05))));

    final FakeTraffic traffic = new FakeTraffic(time);

    final Verdict conductAndJudge() throws IOException {
        new Conductor(FakeRun.context(PLAN, kind, journal, time)).conduct(traffic);
        return new Judge(Kinds.load().objectives()).judge(new Evidence(PLAN, Journal.read(file), new ServedBuyers()));
    }

    final <E extends JournalEvent> List<E> events(Class<E> type) throws IOException {
        return Journal.read(file).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
