package dev.crossfire.judge.objective;

import dev.crossfire.model.Cohort;
import dev.crossfire.model.Outcome;
import dev.crossfire.model.PhaseRef;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Spike;
import dev.crossfire.spi.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How many requests a plan leads one to expect, at least one by each arrival. */
final class Expected {
    private Expected() {}

    /** Why the plan's traffic is too thin for an objective, if it is. */
    static List<String> tooFew(Plan plan, String of, PhaseRef phase, double needed, String target) {
        OptionalDouble arrivals = arrivals(plan, of, phase);
        if (arrivals.isEmpty() || arrivals.getAsDouble() >= needed) {
            return List.of();
        }
        return List.of(of + " send about " + Words.plain(arrivals.getAsDouble()) + " requests in phase '" + phase
                + "', but to show " + target + " takes " + Words.plain(Math.ceil(needed)));
    }

    static Judgement nothing(String of, PhaseRef phase) {
        return new Judgement(
                null,
                Outcome.INCONCLUSIVE,
                "nothing was measured: " + of + " sent no request in phase '" + phase + "', or it did not take place");
    }

    /** Empty where the plan cannot know: profiles of the user's own, phases that depend on how it goes. */
    private static OptionalDouble arrivals(Plan plan, String of, PhaseRef phase) {
        Optional<Cohort> found = plan.scenario().load().cohorts().stream()
                .filter(cohort -> cohort.name().equals(of))
                .findFirst();
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
