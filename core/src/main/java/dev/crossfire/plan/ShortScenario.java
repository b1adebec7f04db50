package dev.crossfire.plan;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A scenario without most of its rest: ramps keep their length, and so does every fault with the time of stability
 * before it and the longest acceptable recovery after it; of what lies between, two seconds are left.
 *
 * @param losses what it cannot show any more, a sentence each
 */
public record ShortScenario(Scenario scenario, List<String> losses) {
    private static final Duration REST = Duration.ofSeconds(2);
    /** For a fault whose recovery no objective limits. */
    private static final Duration UNLIMITED_RECOVERY = Duration.ofSeconds(10);

    private static final double NANOS = 1e9;

    public ShortScenario {
        losses = List.copyOf(losses);
    }

    /** Whether it is known what could be left out: only a simulation of the user's own knows its load. */
    public static boolean isPossible(Scenario scenario) {
        return !scenario.load().cohorts().isEmpty();
    }

    /** Shortens a scenario for which that {@link #isPossible}. */
    public static ShortScenario of(Scenario scenario, Kinds kinds) {
        Timeline timeline = new Timeline(kept(scenario, kinds), scenario.load().duration());
        Scenario shorter = new Scenario(
                scenario.name(),
                scenario.title(),
                load(scenario.load(), timeline),
                scenario.healthy(),
                scenario.steadyState(),
                scenario.faults().stream().map(fault -> moved(fault, timeline)).toList(),
                scenario.pick(),
                scenario.abortWhen(),
                scenario.objectives(),
                scenario.ledger());
        return new ShortScenario(shorter, losses(scenario, shorter));
    }

    /** Whether the load of a plan can decide none of its objectives. */
    public static boolean decidesNothing(Plan plan, Kinds kinds) {
        List<ObjectiveSpec> objectives = plan.scenario().objectives();
        return !objectives.isEmpty()
                && objectives.stream().noneMatch(objective -> kinds.objective(objective.kind())
                        .map(kind -> FeasibilityWarnings.warnings(kind, objective.settings(), plan))
                        .orElse(List.of())
                        .isEmpty());
    }

    private static Load load(Load load, Timeline timeline) {
        return new Load(
                load.simulation(),
                load.parameters(),
                load.warmUp(),
                timeline.moved(load.duration()),
                load.cohorts().stream()
                        .map(cohort -> new Cohort(
                                cohort.name(),
                                cohort.rate(),
                                cohort.spikes().stream()
                                        .map(spike -> moved(spike, timeline))
                                        .toList()))
                        .toList(),
                load.jvm(),
                load.startTimeout(),
                load.selections());
    }

    private static Spike moved(Spike spike, Timeline timeline) {
        Duration top = spike.at().plus(spike.ramp());
        Duration hold = timeline.moved(top.plus(spike.hold())).minus(timeline.moved(top));
        return new Spike(timeline.moved(spike.at()), spike.to(), spike.ramp(), hold);
    }

    private static FaultSpec moved(FaultSpec fault, Timeline timeline) {
        Start start = fault.start();
        if (start instanceof Start.At at) {
            start = new Start.At(timeline.moved(at.offset()));
        } else if (start instanceof Start.Between between) {
            start = new Start.Between(timeline.moved(between.from()), timeline.moved(between.to()));
        }
        return new FaultSpec(
                fault.id(),
                fault.kind(),
                fault.role(),
                fault.selection(),
                start,
                fault.duration(),
                fault.settings(),
                fault.expect());
    }

    private static List<Span> kept(Scenario scenario, Kinds kinds) {
        List<Span> kept = new ArrayList<>();
        for (Cohort cohort : scenario.load().cohorts()) {
            for (Spike spike : cohort.spikes()) {
                kept.add(new Span(spike.at(), spike.at().plus(spike.ramp())));
                kept.add(new Span(spike.end().minus(spike.ramp()), spike.end()));
            }
        }
        for (FaultSpec fault : scenario.faults()) {
            kept.add(around(fault, scenario, kinds, scenario.faults().size()));
        }
        return kept;
    }

    private static Span around(FaultSpec fault, Scenario scenario, Kinds kinds, int depth) {
        Duration needed = needed(fault, scenario, kinds);
        if (fault.start() instanceof Start.At at) {
            return new Span(at.offset().minus(before(scenario)), at.offset().plus(needed));
        }
        if (fault.start() instanceof Start.Between between) {
            return new Span(between.from().minus(before(scenario)), between.to().plus(needed));
        }
        Start.After after = (Start.After) fault.start();
        return scenario.faults().stream()
                .filter(other -> depth > 0 && other.id().equals(after.fault()))
                .findFirst()
                .map(other -> around(other, scenario, kinds, depth - 1))
                .map(other ->
                        new Span(other.from(), other.to().plus(after.delay()).plus(needed)))
                .orElse(new Span(Duration.ZERO, scenario.load().duration()));
    }

    /** A fault is skipped without a steady state, and not judged when users were unhealthy in the time of stability. */
    private static Duration before(Scenario scenario) {
        Duration stable = stable(scenario);
        return stable.compareTo(scenario.steadyState()) > 0 ? stable : scenario.steadyState();
    }

    private static Duration stable(Scenario scenario) {
        return scenario.healthy().values().stream()
                .map(HealthCriteria::stableFor)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** From a fault's start until its recovery has proven stable. */
    private static Duration needed(FaultSpec fault, Scenario scenario, Kinds kinds) {
        Duration lasts = fault.duration() == null ? Duration.ZERO : fault.duration();
        Optional<FaultKind<?>> kind = kinds.fault(fault.kind());
        Duration inSettings = kind.stream()
                .flatMap(one -> one.settingDurations(fault.settings()).values().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration recovery = scenario.objectives().stream()
                .map(ObjectiveSpec::settings)
                .filter(settings -> settings.fault() == null || settings.fault().equals(fault.id()))
                .flatMap(settings -> seconds(settings.target()).stream())
                .max(Comparator.naturalOrder())
                .orElse(UNLIMITED_RECOVERY);
        return lasts.plus(inSettings.multipliedBy(Math.max(1, fault.settings().times())))
                .plus(recovery)
                .plus(stable(scenario))
                .plus(REST);
    }

    private static Optional<Duration> seconds(ObjectiveTarget target) {
        Double value = target.value();
        return value != null && target.unit().equals("s")
                ? Optional.of(Duration.ofNanos(Math.round(value * NANOS)))
                : Optional.empty();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static List<String> losses(Scenario whole, Scenario part) {
        Load before = whole.load();
        Load after = part.load();
        List<String> losses = new ArrayList<>();
        losses.add("--fast: " + DurationText.format(after.duration()) + " of load instead of "
                + DurationText.format(before.duration()) + "; what builds up slowly cannot be seen");
        for (int i = 0; i < whole.faults().size(); i++) {
            if (whole.faults().get(i).start() instanceof Start.At then
                    && part.faults().get(i).start() instanceof Start.At now) {
                losses.add("--fast: " + whole.faults().get(i).id() + " comes after "
                        + DurationText.format(now.offset()) + " of load instead of "
                        + DurationText.format(then.offset()) + ", and "
                        + DurationText.format(after.duration().minus(now.offset())) + " instead of "
                        + DurationText.format(before.duration().minus(then.offset()))
                        + " follow it; a system that gets ready slowly does worse, and a later relapse cannot be seen");
            }
        }
        for (int i = 0; i < before.cohorts().size(); i++) {
            losses.add(String.format(
                    Locale.ROOT,
                    "--fast: %.0f %s arrive instead of %.0f; percentiles and ratios rest on as many fewer requests",
                    after.cohorts().get(i).arrivals(Duration.ZERO, after.duration()),
                    before.cohorts().get(i).name(),
                    before.cohorts().get(i).arrivals(Duration.ZERO, before.duration())));
        }
        return losses;
    }

    /** A part of the time after t = 0. */
    private record Span(Duration from, Duration to) {}

    /** Moves moments: what is kept keeps its length, and a rest between is cut. */
    private record Timeline(List<Span> kept) {
        Timeline(List<Span> all, Duration end) {
            this(merged(all, end));
        }

        private static List<Span> merged(List<Span> all, Duration end) {
            List<Span> merged = new ArrayList<>();
            for (Span span :
                    all.stream().sorted(Comparator.comparing(Span::from)).toList()) {
                Duration from = span.from().isNegative() ? Duration.ZERO : span.from();
                Duration to = shorter(span.to(), end);
                Span last = merged.isEmpty() ? new Span(Duration.ZERO, Duration.ZERO) : merged.get(merged.size() - 1);
                if (!merged.isEmpty() && from.compareTo(last.to()) <= 0) {
                    merged.set(merged.size() - 1, new Span(last.from(), to.compareTo(last.to()) > 0 ? to : last.to()));
                } else if (from.compareTo(to) <= 0) {
                    merged.add(new Span(from, to));
                }
            }
            return merged;
        }

        Duration moved(Duration moment) {
            Duration moved = Duration.ZERO;
            Duration at = Duration.ZERO;
            for (Span span : kept) {
                if (moment.compareTo(span.from()) <= 0) {
                    return moved.plus(shorter(moment.minus(at), REST));
                }
                moved = moved.plus(shorter(span.from().minus(at), REST));
                if (moment.compareTo(span.to()) <= 0) {
                    return moved.plus(moment.minus(span.from()));
                }
                moved = moved.plus(span.to().minus(span.from()));
                at = span.to();
            }
            return moved.plus(shorter(moment.minus(at), REST));
        }
    }
}
