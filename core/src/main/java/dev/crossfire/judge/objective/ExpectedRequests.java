package dev.crossfire.judge.objective;

import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How many requests a plan leads one to expect, at least one by each arrival. */
final class ExpectedRequests {
    private ExpectedRequests() {}

    /** Why the plan's traffic is too thin for an objective, if it is. */
    static List<String> tooFew(Plan plan, String of, PhaseRef phase, double needed, String target) {
        OptionalDouble arrivals = arrivals(plan, of, phase);
        if (arrivals.isEmpty() || arrivals.getAsDouble() >= needed) {
            return List.of();
        }
        return List.of(of + " send about " + FigureText.number(arrivals.getAsDouble()) + " requests "
                + ObjectiveWords.in(phase) + ", but to show " + target + " takes "
                + FigureText.number(Math.ceil(needed)));
    }

    static Judgement nothing(String of, PhaseRef phase) {
        return Judgement.unmeasured("nothing was measured: " + of + " sent no request " + ObjectiveWords.in(phase)
                + ", or the phase did not take place");
    }

    /** The cohort's planned traffic; empty when the simulation brings its own. */
    static Optional<Cohort> planned(Plan plan, String of) {
        return plan.scenario().load().cohorts().stream()
                .filter(cohort -> cohort.name().equals(of))
                .findFirst();
    }

    /** When a fault is planned to come, after t = 0; empty when it waits for another, or is not there. */
    static Optional<Duration> startOf(Plan plan, String fault) {
        return plan.faults().stream()
                .filter(one -> one.spec().id().equals(fault))
                .flatMap(one -> Stream.ofNullable(one.at()))
                .findFirst();
    }

    /** Why the evidence cannot show when a cohort is healthy, if so. */
    static List<String> noRule(Plan plan, String of) {
        return plan.scenario().healthy().containsKey(of)
                ? List.of()
                : List.of("no health rule for " + of + "; add one under 'healthy'");
    }

    /** There is no recovery to judge. */
    static Judgement noRecovery(String of, String fault) {
        return Judgement.unmeasured(fault + " did not take effect, or " + of + " sent nothing or have no health rule");
    }

    /** Why load ends too early to see what must follow a fault, if it does. */
    static List<String> tooShort(Plan plan, String fault, Duration after, String what) {
        Duration load = plan.scenario().load().duration();
        return startOf(plan, fault)
                .map(at -> at.plus(after))
                .filter(needed -> load.compareTo(needed) < 0)
                .map(needed -> "load lasts " + FigureText.written(load) + ", but " + what + " after " + fault
                        + " takes " + FigureText.written(needed))
                .stream()
                .toList();
    }

    /** Empty where the plan cannot know: profiles of the user's own, phases that depend on how it goes. */
    private static OptionalDouble arrivals(Plan plan, String of, PhaseRef phase) {
        Optional<Cohort> found = planned(plan, of);
        if (found.isEmpty()) {
            return OptionalDouble.empty();
        }
        Cohort cohort = found.get();
        Duration end = plan.scenario().load().duration();
        return switch (phase.phase()) {
            case WHOLE -> OptionalDouble.of(cohort.arrivals(Duration.ZERO, end));
            case SPIKE ->
                OptionalDouble.of(plan.scenario().load().cohorts().stream()
                        .flatMap(one -> one.spikes().stream())
                        .mapToDouble(spike -> arrivals(cohort, spike, end))
                        .sum());
            case BEFORE ->
                plan.faults().stream()
                        .filter(fault -> fault.spec().id().equals(phase.fault()) && fault.at() != null)
                        .mapToDouble(fault -> cohort.arrivals(Duration.ZERO, startOf(fault, end)))
                        .findFirst();
            case IMPACT, AFTER -> OptionalDouble.empty();
        };
    }

    private static Duration startOf(Plan.PlannedFault fault, Duration otherwise) {
        Duration at = fault.at();
        return at == null ? otherwise : at;
    }

    private static double arrivals(Cohort cohort, Spike spike, Duration end) {
        Duration until = spike.end().compareTo(end) < 0 ? spike.end() : end;
        return until.compareTo(spike.at()) <= 0 ? 0 : cohort.arrivals(spike.at(), until);
    }
}
