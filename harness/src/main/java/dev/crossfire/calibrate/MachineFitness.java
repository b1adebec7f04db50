package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.ClockDifference;
import dev.crossfire.calibrate.CalibrationReport.GeneratorLag;
import dev.crossfire.calibrate.CalibrationReport.OutageResult;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.objective.ObjectiveSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a machine can measure what a scenario requires.
 *
 * @param voids why it cannot, a sentence each
 * @param warnings what it can measure only coarsely, a sentence each
 */
public record MachineFitness(List<String> voids, List<String> warnings) {
    /** Fitness was not requested. */
    public static final MachineFitness NOT_REQUESTED = new MachineFitness(List.of(), List.of());

    /** A bracket wider than this share of a target takes much of it away. */
    private static final double COARSE = 0.25;

    private static final double MILLIS_PER_SECOND = 1000;

    public MachineFitness {
        voids = List.copyOf(voids);
        warnings = List.copyOf(warnings);
    }

    /** Compares the short form's results with the recovery times that a scenario requires. */
    public static MachineFitness of(CalibrationReport report, Scenario scenario) {
        List<String> voids = new ArrayList<>(report.misses());
        List<String> warnings = new ArrayList<>();
        for (ObjectiveSpec objective : scenario.objectives()) {
            if (objective.settings() instanceof RecoveryTime.Settings asked) {
                weigh(objective.id(), asked, widest(report, asked.cohort()), voids, warnings);
            }
        }
        return new MachineFitness(voids, warnings);
    }

    private static void weigh(
            String id,
            RecoveryTime.Settings asked,
            @Nullable Double widestMillis,
            List<String> voids,
            List<String> warnings) {
        double target = asked.atMost().toNanos() / 1e6;
        if (widestMillis != null && widestMillis > COARSE * target) {
            String sentence = String.format(
                    Locale.ROOT,
                    "%s: on this machine the end of an outage of %s is located within %.0f ms only, and the target is %s",
                    id,
                    asked.cohort(),
                    widestMillis,
                    seconds(asked.atMost()));
            (widestMillis >= target ? voids : warnings).add(sentence);
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS_PER_SECOND);
    }

    private static @Nullable Double widest(CalibrationReport report, String cohort) {
        List<OutageResult> own = report.outages().stream()
                .filter(row -> row.lane().equals(cohort))
                .toList();
        // A user's own simulation does not publish its cohorts: the results stand for every one of them.
        return (own.isEmpty() ? report.outages() : own)
                .stream()
                        .map(OutageResult::widthMillis)
                        .filter(Objects::nonNull)
                        .max(Double::compare)
                        .orElse(null);
    }

    /** Whether the run may go ahead. */
    public boolean isFit() {
        return voids.isEmpty();
    }

    /** Why it may not, for people, ending in a newline. */
    public String refusal() {
        StringBuilder text =
                new StringBuilder("crossfire: nothing was injected, because this machine cannot measure it:\n");
        voids.forEach(reason -> text.append("  ! ").append(reason).append('\n'));
        return text.append("Use a less busy machine, or run without --calibrate; 'crossfire calibrate' shows more.\n")
                .toString();
    }

    /** Decides whether the machine was idle enough to measure on. */
    static final class MachineConditions {
        /** Two processes of one machine read one clock; where they seem to differ by more, something is wrong with it. */
        static final double MOST_CLOCK_ERROR_MILLIS = 20;

        private MachineConditions() {}

        /** What was wrong, a sentence each. */
        static List<String> misses(GeneratorLag injector, @Nullable ClockDifference clock) {
            List<String> misses = new ArrayList<>();
            if (injector.saturated()) {
                misses.add("the load generator could not keep up (99 % of requests left within "
                        + injector.lagP99Millis() + " ms of their intended start); give it a less busy machine");
            }
            if (clock == null) {
                misses.add("the clocks of server and generator could not be compared");
            } else if (clock.stepped()) {
                misses.add("the machine's clock was set while it was measured; run it again");
            } else if (clock.errorMillis() > MOST_CLOCK_ERROR_MILLIS) {
                misses.add("the clocks of server and generator may differ by " + clock.errorMillis() + " ms; expected "
                        + MOST_CLOCK_ERROR_MILLIS);
            }
            return misses;
        }
    }
}
