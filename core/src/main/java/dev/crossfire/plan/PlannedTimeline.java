package dev.crossfire.plan;

import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Start;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.quantity.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does when, in order.
 *
 * @param entries those that wait for others, and so have no moment, last
 */
public record PlannedTimeline(List<Entry> entries) {
    public PlannedTimeline {
        entries = List.copyOf(entries);
    }

    /**
     * One thing that happens.
     *
     * @param at after t = 0, negative during warm-up; null when it waits for another fault
     */
    public record Entry(@Nullable Duration at, String what) {}

    /** The timeline of a plan; without its faults when they are disabled. */
    public static PlannedTimeline of(Plan plan) {
        List<Entry> entries = new ArrayList<>();
        Load load = plan.scenario().load();
        entries.add(new Entry(load.warmUp().negated(), "warm-up: load that is not judged"));
        entries.add(new Entry(Duration.ZERO, "load begins" + rates(load)));
        load.cohorts().forEach(cohort -> cohort.spikes().forEach(spike -> spike(cohort, spike, entries)));
        if (!plan.faultsDisabled()) {
            faults(plan, entries);
        }
        entries.add(new Entry(load.duration(), "load ends"));
        // Stable, so that what falls together keeps the order above.
        entries.sort(Comparator.comparing(Entry::at, Comparator.nullsLast(Comparator.naturalOrder())));
        return new PlannedTimeline(entries);
    }

    private static void spike(Cohort cohort, Spike spike, List<Entry> entries) {
        String ramp = spike.ramp().isZero() ? " at once" : " in " + text(spike.ramp());
        entries.add(new Entry(spike.at(), cohort.name() + ": " + cohort.rate() + " to " + spike.to() + ramp));
        Duration fall = spike.end().minus(spike.ramp());
        entries.add(new Entry(fall, cohort.name() + ": back to " + cohort.rate() + ramp));
    }

    private static void faults(Plan plan, List<Entry> entries) {
        plan.faults().stream()
                .map(PlannedFault::at)
                .flatMap(at -> at == null ? Stream.empty() : Stream.of(at))
                .min(Comparator.naturalOrder())
                .map(at -> at.minus(plan.scenario().steadyState()))
                .ifPresent(at -> entries.add(new Entry(at, "steady state: from here on every cohort must be healthy")));
        for (PlannedFault fault : plan.faults()) {
            entries.add(new Entry(fault.at(), what(fault)));
        }
    }

    private static String what(PlannedFault fault) {
        String start = "";
        if (fault.spec().start() instanceof Start.After after) {
            start = " " + text(after.delay()) + " after " + after.fault() + " is "
                    + after.event().name().toLowerCase(Locale.ROOT);
        } else if (fault.spec().start() instanceof Start.Between between) {
            start = ", picked from " + text(between.from()) + " to " + text(between.to()) + " by the seed";
        }
        return "✗ " + fault.spec().id() + start + ": " + fault.spec().kind() + " of "
                + fault.spec().role() + ", cleared after " + text(fault.longest()) + " at the latest";
    }

    private static String rates(Load load) {
        List<String> rates = load.cohorts().stream()
                .map(cohort -> cohort.name() + " " + cohort.rate())
                .toList();
        return rates.isEmpty() ? "" : ": " + String.join(", ", rates);
    }

    private static String text(Duration duration) {
        return DurationText.format(duration);
    }
}
