package dev.crossfire.judge;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.objective.Availability;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Load.JvmOptions;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A run of closed users of the scenarios {@code visitors} and {@code members} who view an event (in the group
 * {@code browse}) and then pay, over and over, with a fault from 30 s to 36 s of 80 s; what the fault does is planted.
 * Times are seconds after t = 0.
 */
final class Flow {
    static final double BEGIN = 30;
    static final double END = 36;
    private static final double LENGTH = 80;
    private static final double THINK = 0.2;
    private static final double SERVED = 0.02;
    private static final Map<Integer, String> STRINGS =
            Map.of(1, "visitors", 2, "members", 3, "browse / look", 4, "pay", 5, "503");

    /** What becomes of a request that the fault hits. */
    enum Manner {
        FAILS,
        /** It is answered correctly when the fault ends. */
        WAITS
    }

    private final List<RequestRecord> requests = new ArrayList<>();
    private final List<ObjectiveSpec> objectives = new ArrayList<>();
    private final Map<String, CohortSelection> selections = new LinkedHashMap<>();
    private final Map<String, HealthCriteria> healthy = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);

    /**
     * Users act.
     *
     * @param hit the name of the request that the fault hits
     * @param severity the share of those that it hits
     * @param leaves whether a user whose view fails does not pay
     */
    Flow users(int scenario, int users, int hit, Manner manner, double severity, boolean leaves) {
        for (int user = 1; user <= users; user++) {
            double at = random.nextDouble();
            while (at < LENGTH) {
                for (int name = 3; name <= 4 && at < LENGTH; name++) {
                    boolean isHit = name == hit && at >= BEGIN && at < END && random.nextDouble() < severity;
                    boolean ok = !isHit || manner == Manner.WAITS;
                    double response =
                            isHit && manner == Manner.WAITS ? END - at + SERVED : SERVED * (0.5 + random.nextDouble());
                    requests.add(new RequestRecord(
                            OneFaultRun.micros(at),
                            0,
                            (int) (response * 1e6),
                            scenario,
                            name,
                            ok ? 200 : 503,
                            ok ? RequestRecord.FLAG_OK : 0,
                            ok ? 0 : 5,
                            user));
                    at += response + THINK * (0.5 + random.nextDouble());
                    if (!ok && leaves) {
                        break;
                    }
                }
            }
        }
        requests.sort(Comparator.comparingLong(RequestRecord::endMicros));
        return this;
    }

    Flow selects(String cohort, CohortSelection selection) {
        selections.put(cohort, selection);
        return healthy(cohort, 0.99);
    }

    Flow healthy(String cohort, double ratio) {
        healthy.put(cohort, new HealthCriteria(Duration.ofMillis(300), new Ratio(ratio), Duration.ofSeconds(10)));
        objectives.add(new ObjectiveSpec(
                cohort + "-back", "recovery-time", new RecoveryTime.Settings(cohort, "f", Duration.ofSeconds(7))));
        objectives.add(new ObjectiveSpec(
                cohort + "-served",
                "availability",
                new Availability.Settings(cohort, PhaseRef.WHOLE, new Ratio(0.99))));
        return this;
    }

    int requests(int name) {
        return (int) requests.stream().filter(one -> one.name() == name).count();
    }

    int requests() {
        return requests.size();
    }

    Verdict verdict() {
        Load load = new Load(
                "Own",
                Map.of(),
                Duration.ZERO,
                OneFaultRun.duration(LENGTH),
                List.of(),
                JvmOptions.NONE,
                Load.START_TIMEOUT,
                selections);
        List<Population> populations = List.of(
                new Population("visitors", ArrivalModel.CLOSED, false),
                new Population("members", ArrivalModel.CLOSED, false));
        StringTable strings = new StringTable(STRINGS, Map.of(3, List.of("browse")));
        return OneFaultRun.judge(new OneFaultRun(BEGIN, END, load, populations, healthy, objectives, false)
                .evidence(requests, strings, null));
    }
}
