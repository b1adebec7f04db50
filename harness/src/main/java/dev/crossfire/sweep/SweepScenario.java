package dev.crossfire.sweep;

import dev.crossfire.error.BadInputException;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scenario's load and health, with the loss of one component as its only fault.
 *
 * @param base whose faults and objectives are left out
 * @param away for how long a component is taken out, if it is not replaced
 * @param within in what time every cohort must recover
 */
public record SweepScenario(Scenario base, Duration away, Duration within) {
    private static final String LONGER = "for a longer load: --set load.duration=TIME; or a shorter --away or --within";

    /** After what part of the load the component is lost, where the scenario has no fault to tell. */
    private static final int PART = 3;

    /**
     * The scenario that takes out a component.
     *
     * @throws BadInputException when the load is too short for that
     */
    public Scenario losing(ComponentLoss loss, String environment, Kinds kinds) throws BadInputException {
        ScenarioReading reading = new ScenarioReader(kinds, simulation -> Optional.empty())
                .read(SourceFile.of("sweep", text(loss)), environment, List.of());
        Scenario declared = reading.scenario().orElse(null);
        List<Problem> problems = reading.problems();
        if (declared == null || !problems.isEmpty()) {
            throw BadInputException.of(problems.stream()
                    .map(problem ->
                            new Problem("the loss of " + loss.role(), problem.found(), problem.expected(), LONGER))
                    .toList());
        }
        return new Scenario(
                base.name() + "-" + loss.id(),
                base.title() + ": " + loss.role() + " is lost",
                base.load(),
                base.healthy(),
                base.steadyState(),
                declared.faults(),
                null,
                base.abortWhen(),
                declared.objectives(),
                null);
    }

    /** When the first fault of the base begins, which its author has chosen for the load. */
    private Duration at() {
        return base.faults().stream()
                .map(FaultSpec::start)
                .filter(Start.At.class::isInstance)
                .map(start -> ((Start.At) start).offset())
                .min(Duration::compareTo)
                .orElseGet(() -> Duration.ofSeconds(base.load().duration().toSeconds() / PART));
    }

    private String text(ComponentLoss loss) {
        List<String> health = new ArrayList<>();
        List<String> objectives = new ArrayList<>();
        base.healthy().forEach((cohort, healthy) -> {
            health.add(cohort + ": " + criteria(healthy));
            objectives.add("{ id: " + cohort + "-recover, recovery-time: { cohort: " + cohort + ", fault: " + loss.id()
                    + ", at-most: " + DurationText.format(within) + " } }");
        });
        return String.join(
                "\n",
                "crossfire: v1",
                "name: sweep",
                "load: { simulation: com.example.Sweep, duration: "
                        + DurationText.format(base.load().duration()) + " }",
                "healthy: { " + String.join(", ", health) + " }",
                "faults: [ " + loss.declared(at(), away) + " ]",
                "objectives: [ " + String.join(", ", objectives) + " ]",
                "");
    }

    private static String criteria(HealthCriteria healthy) {
        return "{ within: " + DurationText.format(healthy.within()) + ", success: " + healthy.success()
                + ", stable-for: " + DurationText.format(healthy.stableFor()) + " }";
    }
}
