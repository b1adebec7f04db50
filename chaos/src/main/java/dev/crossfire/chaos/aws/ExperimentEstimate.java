package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultEstimate.Objection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the experiments of one fault cost, and which quotas of FIS they would exceed; found out without running them.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/fis.html">Quotas</a>
 */
final class ExperimentEstimate {
    /**
     * AWS charges this for each minute that an action runs, begun minutes counted in full. Source: AWS's price list.
     */
    static final double DOLLARS_PER_ACTION_MINUTE = 0.10;

    private static final int MOST_EXPERIMENTS = 5;
    private static final int MOST_ACTIONS = 20;
    private static final int MOST_ACTIONS_AT_ONCE = 10;

    /** AWS's default for each action that Crossfire aims by tags. */
    private static final int MOST_TARGETS_BY_TAGS = 5;

    private ExperimentEstimate() {}

    /** The experiments of one fault, which are started together. */
    static FaultEstimate of(List<List<ExperimentStep>> experiments, double dollarsPerActionMinute) {
        long minutes = experiments.stream()
                .flatMap(List::stream)
                .mapToLong(step -> minutes(step.parameters()))
                .sum();
        List<Objection> objections = new ArrayList<>();
        if (experiments.size() > MOST_EXPERIMENTS) {
            objections.add(
                    quota(experiments.size() + " experiments at one time", MOST_EXPERIMENTS, "take fewer targets"));
        }
        experiments.forEach(steps -> actions(steps, objections));
        return new FaultEstimate(dollarsPerActionMinute * minutes, objections);
    }

    private static void actions(List<ExperimentStep> steps, List<Objection> objections) {
        String hint = "an action names at most 5 resources: take fewer targets";
        Collection<Long> together = steps.stream()
                .collect(Collectors.groupingBy(ExperimentStep::after, Collectors.counting()))
                .values();
        long most = together.stream().mapToLong(count -> count).max().orElse(0);
        if (steps.size() > MOST_ACTIONS) {
            objections.add(quota("an experiment of " + steps.size() + " actions", MOST_ACTIONS, hint));
        } else if (most > MOST_ACTIONS_AT_ONCE) {
            objections.add(quota("an experiment of " + most + " actions at one time", MOST_ACTIONS_AT_ONCE, hint));
        }
    }

    private static Objection quota(String found, int most, String hint) {
        return new Objection(found, "at most " + most + ", the quota of AWS FIS", hint);
    }

    /** How long an action runs by its parameters, in begun minutes; one that ends by itself is over within its first. */
    static long minutes(Map<String, String> parameters) {
        Duration longest = ActionValues.longest(parameters);
        return Math.max(1, (longest.toMillis() + 59_999) / 60_000);
    }

    /**
     * What keeps a zone from being lost: that it holds nothing, or more of something than FIS finds by tags.
     *
     * @param inventory in which the zone's resources stand, as FIS has resolved them
     * @param quotas how many targets by tags the account's FIS accepts, by action, where it is not AWS's default
     */
    static List<Objection> ofZone(
            Target zone, List<ExperimentStep> steps, Inventory inventory, Map<String, Integer> quotas) {
        Map<String, Long> byType = inventory.targets().stream()
                .filter(target -> zone.zone() != null && zone.zone().equals(target.zone()))
                .filter(target ->
                        target.tags().entrySet().containsAll(zone.tags().entrySet()))
                .collect(Collectors.toMap(Target::id, Function.identity(), (one, same) -> one))
                .values()
                .stream()
                .collect(Collectors.groupingBy(Target::type, Collectors.counting()));
        List<Objection> objections = new ArrayList<>();
        long all = 0;
        for (ExperimentStep step : steps) {
            @Nullable ExperimentTarget aim = step.aim();
            if (aim == null || !aim.arns().isEmpty()) {
                continue;
            }
            long found = byType.getOrDefault(aim.type(), 0L);
            int most = quotas.getOrDefault(step.action(), MOST_TARGETS_BY_TAGS);
            all += found;
            if (found > most) {
                objections.add(new Objection(
                        found + " of " + aim.type() + " in zone " + zone.zone() + " with the tags " + zone.tags(),
                        "at most " + most + " for " + step.action() + ", the quota of AWS FIS for targets by tags",
                        "narrow the zone's tags, or have the quota raised and write it under aws.quotas in the"
                                + " environment file"));
            }
        }
        if (all == 0) {
            objections.add(new Objection(
                    "zone " + zone.zone() + ", which holds nothing with the tags " + zone.tags()
                            + " that this fault could hit",
                    "at least one resource",
                    "check the zone's name, its tags and the region"));
        }
        return objections;
    }
}
