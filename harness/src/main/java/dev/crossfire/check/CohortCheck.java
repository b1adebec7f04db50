package dev.crossfire.check;

import dev.crossfire.model.Injection;
import dev.crossfire.model.ObjectiveSpec;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the cohorts that a scenario names against those that its simulation has. */
final class CohortCheck {
    private final Map<String, String> named = new LinkedHashMap<>();
    private final List<String> known;

    CohortCheck(Scenario scenario, List<Injection> injections) {
        known = injections.stream()
                .map(injection -> injection.population().cohort())
                .toList();
        scenario.load()
                .cohorts()
                .forEach(cohort -> name(Pointers.under("/load/cohorts", cohort.name()), cohort.name()));
        scenario.well().keySet().forEach(cohort -> name(Pointers.under("/well", cohort), cohort));
        for (int i = 0; i < scenario.abortWhen().size(); i++) {
            name(
                    "/abort-when/" + i + "/error-ratio/of",
                    scenario.abortWhen().get(i).of());
        }
        for (ObjectiveSpec objective : scenario.objectives()) {
            String cohort = objective.settings().of();
            if (cohort != null) {
                name(Pointers.under("/objectives", objective.id()) + "/of", cohort);
            }
        }
    }

    private void name(String pointer, String cohort) {
        named.put(pointer, cohort);
    }

    /** Every name that the simulation does not have, by where it stands. */
    List<Problem> problems() {
        return named.entrySet().stream()
                .filter(entry -> !known.contains(entry.getValue()))
                .map(entry -> new Problem(
                        entry.getKey(),
                        "the cohort '" + entry.getValue() + "'",
                        "a scenario of the simulation: " + Words.list(known),
                        Words.didYouMean(entry.getValue(), known)))
                .toList();
    }
}
