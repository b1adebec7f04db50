package dev.crossfire.check;

import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.load.Population.ScenarioInjection;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.problems.MessageText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the cohorts that a scenario names with those of its simulation. */
final class CohortCheck {
    private final Map<String, String> named = new LinkedHashMap<>();
    private final Map<String, CohortSelection> selections;
    private final List<String> known;

    CohortCheck(Scenario scenario, List<ScenarioInjection> injections) {
        known = injections.stream()
                .map(injection -> injection.population().cohort())
                .toList();
        selections = scenario.load().selections();
        scenario.load()
                .cohorts()
                .forEach(cohort -> name(Pointers.under("/load/cohorts", cohort.name()), cohort.name()));
        scenario.healthy().keySet().forEach(cohort -> name(Pointers.under("/healthy", cohort), cohort));
        for (int i = 0; i < scenario.abortWhen().size(); i++) {
            name(
                    "/abort-when/" + i + "/error-ratio/of",
                    scenario.abortWhen().get(i).cohort());
        }
        for (ObjectiveSpec objective : scenario.objectives()) {
            String cohort = objective.settings().cohort();
            if (cohort != null) {
                name(Pointers.under("/objectives", objective.id()) + "/cohort", cohort);
            }
        }
    }

    private void name(String pointer, String cohort) {
        named.put(pointer, cohort);
    }

    /**
     * Every name that the simulation does not have, by its place. Which requests and groups it has is known only once
     * it runs.
     */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        selections.forEach((name, selection) -> selection(name, selection, problems));
        List<String> all = new ArrayList<>(known);
        all.addAll(selections.keySet());
        String expected = "a scenario of the simulation: " + MessageText.list(known)
                + (selections.isEmpty()
                        ? ""
                        : "; or a cohort of load.cohorts: " + MessageText.list(selections.keySet()));
        named.forEach((pointer, cohort) -> {
            if (!all.contains(cohort)) {
                problems.add(new Problem(
                        pointer, "the cohort '" + cohort + "'", expected, MessageText.didYouMean(cohort, all)));
            }
        });
        return problems;
    }

    private void selection(String name, CohortSelection selection, List<Problem> problems) {
        String pointer = Pointers.under("/load/cohorts", name);
        String scenario = selection.scenario();
        if (scenario != null && !known.contains(scenario)) {
            problems.add(new Problem(
                    pointer + "/scenario",
                    "the scenario '" + scenario + "'",
                    "a scenario of the simulation: " + MessageText.list(known),
                    MessageText.didYouMean(scenario, known)));
        }
        if (known.contains(name)) {
            problems.add(new Problem(
                    pointer,
                    "the cohort '" + name + "' that selects requests",
                    "a name that no scenario of the simulation has",
                    "without this entry, '" + name + "' is the scenario of that name"));
        }
    }
}
