package dev.crossfire.judge;

import dev.crossfire.evidence.CohortRequests;
import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.GoodRequestRule;
import dev.crossfire.judge.traffic.TrafficStatistics;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a run without faults so that another can be compared with it, or gives the reason why it cannot. */
public final class ControlReading {
    private ControlReading() {}

    /**
     * What reading a control run gave.
     *
     * @param control present exactly when nothing is wrong
     * @param problems what was found and what was expected, a sentence each
     */
    public record ControlResult(@Nullable ControlRun control, List<String> problems) {
        public ControlResult {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads a control run as a run that is judged is read, by the rules of the run that is compared with it: users who
     * wait count for what they could not send, and requests that Crossfire's stop cut short count once they had waited
     * too long.
     *
     * @param run the run without faults
     * @param plan of the run that is compared with it
     * @throws IOException when its requests cannot be read
     */
    public static ControlResult of(Evidence run, Plan plan) throws IOException {
        Evidence control = CohortRequests.split(run);
        List<String> problems = mismatches(control.plan(), plan);
        Timeline timeline = Timeline.of(control).orElse(null);
        if (timeline == null) {
            problems.add("its load never started; expected a run that ran to its end");
            return new ControlResult(null, problems);
        }
        TrafficStatistics traffic = TrafficStatistics.of(control, timeline);
        Validity.of(control, timeline, traffic).against().forEach(why -> problems.add("the run shows nothing: " + why));
        return problems.isEmpty()
                ? new ControlResult(read(control, timeline, plan), List.of())
                : new ControlResult(null, problems);
    }

    private static List<String> mismatches(Plan control, Plan plan) {
        List<String> problems = new ArrayList<>();
        if (!control.faultsDisabled()) {
            problems.add("it has faults; expected a run with --no-faults");
        }
        if (!control.scenario().load().equals(plan.scenario().load())) {
            problems.add("its load differs; expected the same simulation, parameters, cohorts and duration");
        }
        if (!control.environment().equals(plan.environment())) {
            problems.add("its environment is " + control.environment() + "; expected " + plan.environment());
        }
        return problems;
    }

    private static ControlRun read(Evidence control, Timeline timeline, Plan plan) throws IOException {
        Map<String, HealthCriteria> healthy = plan.scenario().healthy();
        Map<String, GoodRequestRule> goodRule = new LinkedHashMap<>();
        healthy.forEach((cohort, rule) -> goodRule.put(cohort, GoodRequestRule.of(rule)));
        // A run with faults shows normal behaviour only until the first of them, so the control run is read no further.
        long firstFault = plan.faults().stream()
                .flatMap(fault -> Stream.ofNullable(fault.at()))
                .mapToLong(at -> timeline.zero() + Micros.of(at))
                .min()
                .orElse(Micros.NEVER);
        TrafficStatistics traffic = TrafficStatistics.of(control, timeline, healthy, firstFault);
        Map<String, ControlRun.Series> cohorts = new LinkedHashMap<>();
        RequestCount.overTime(control, timeline, goodRule, traffic).forEach((cohort, counts) -> {
            ControlRun.Series series = counts.series();
            if (!series.requests().isEmpty()) {
                cohorts.put(cohort, series);
            }
        });
        return new ControlRun(ControlRun.SCHEMA, control.plan().run(), cohorts);
    }
}
