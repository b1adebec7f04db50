package dev.crossfire.judge;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Counts;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.model.Plan;
import dev.crossfire.model.WellRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a run without faults so that another can be compared with it, or says why it cannot. */
public final class ControlReading {
    private final Map<String, Goodness> goodness = new LinkedHashMap<>();
    private final Map<String, Counts> counts = new LinkedHashMap<>();

    private ControlReading(Plan plan) {
        for (Map.Entry<String, WellRule> rule : plan.scenario().well().entrySet()) {
            goodness.put(rule.getKey(), Goodness.of(rule.getValue()));
        }
    }

    /**
     * What came of reading.
     *
     * @param control present exactly when nothing is wrong
     * @param problems what was found and what was wanted, a sentence each
     */
    public record Outcome(@Nullable ControlRun control, List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads a control run; what is bad in it is judged by the rules of the run that is compared with it.
     *
     * @param control the run without faults
     * @param plan of the run that is compared with it
     * @throws IOException when its requests cannot be read
     */
    public static Outcome of(Evidence control, Plan plan) throws IOException {
        List<String> problems = misfits(control.plan(), plan);
        Timeline timeline = Timeline.of(control).orElse(null);
        if (timeline == null) {
            problems.add("found a run whose load never started, wanted one that ran to its end");
            return new Outcome(null, problems);
        }
        Survey survey = Survey.of(control, timeline);
        Validity.of(control, timeline, survey)
                .against()
                .forEach(why -> problems.add("found a run that shows nothing: " + why));
        return problems.isEmpty()
                ? new Outcome(new ControlReading(plan).read(control, timeline), List.of())
                : new Outcome(null, problems);
    }

    private static List<String> misfits(Plan control, Plan plan) {
        List<String> problems = new ArrayList<>();
        if (!control.faultsDisabled()) {
            problems.add("found a run with faults, wanted one with --no-faults");
        }
        if (!control.scenario().load().equals(plan.scenario().load())) {
            problems.add(
                    "found a run under another load, wanted the same simulation, parameters, cohorts and duration");
        }
        if (!control.environment().equals(plan.environment())) {
            problems.add("found a run on " + control.environment() + ", wanted one on " + plan.environment());
        }
        return problems;
    }

    private ControlRun read(Evidence control, Timeline timeline) throws IOException {
        StringTable strings = control.requests().strings();
        control.requests().forEach(request -> {
            if (timeline.covers(request)) {
                add(request, strings.text(request.cohort()), timeline);
            }
        });
        Map<String, ControlRun.Series> cohorts = new LinkedHashMap<>();
        counts.forEach((cohort, count) -> cohorts.put(cohort, count.series()));
        return new ControlRun(ControlRun.SCHEMA, control.plan().run(), cohorts);
    }

    private void add(RequestRecord request, String cohort, Timeline timeline) {
        @Nullable Goodness rule = goodness.get(cohort);
        if (rule != null) {
            counts.computeIfAbsent(cohort, name -> new Counts())
                    .add(request.intendedMicros() - timeline.zero(), rule.good(request));
        }
    }
}
