package dev.crossfire.reports.html;

import dev.crossfire.model.Invocation;
import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.CommandText;
import dev.crossfire.reports.words.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The section on how to repeat the run.
 *
 * @param command to type; empty when it was not recorded
 * @param facts name and value, one after the other in each entry
 * @param settings effective values and where each came from
 */
public record RepeatSection(String command, Table facts, Table settings) {
    private static final int MOST_ORIGINS = 200;
    private static final int LONGEST = 200;

    static RepeatSection of(Plan plan, Verdict verdict) {
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("run", shown(verdict.run())));
        facts.add(List.of("scenario", shown(plan.scenario().title())));
        facts.add(List.of("environment", shown(plan.environment())));
        if (plan.baseUrl() != null) {
            facts.add(List.of("base URL", shown(plan.baseUrl().toString())));
        }
        facts.add(List.of("seed", String.valueOf(plan.seed())));
        facts.add(List.of("simulation", shown(plan.scenario().load().simulation())));
        plan.scenario()
                .load()
                .parameters()
                .forEach((name, value) ->
                        facts.add(List.of("parameter " + shown(name), Redactor.value(name, value, LONGEST))));
        plan.versions().forEach((name, value) -> facts.add(List.of(shown(name), shown(value))));
        verdict.labels().forEach((name, value) -> facts.add(List.of("label " + shown(name), shown(value))));
        return new RepeatSection(
                command(plan, facts), new Table(List.of("what", "value"), facts, ""), origins(plan.origins()));
    }

    /** What is known of the command; early plans and calibrations have none. */
    private static String command(Plan plan, List<List<String>> facts) {
        Invocation typed = plan.invocation();
        if (typed == null) {
            return "";
        }
        CommandText command = CommandText.of(typed);
        facts.add(List.of("working directory", shown(typed.directory())));
        if (!command.complete()) {
            facts.add(List.of("hidden", "values that look like secrets; put them back before you run the command"));
        }
        if (!typed.variables().isEmpty()) {
            facts.add(List.of("environment variables read", shown(String.join(", ", typed.variables()))));
        }
        return command.line();
    }

    private static Table origins(Map<String, String> origins) {
        List<List<String>> rows = origins.entrySet().stream()
                .limit(MOST_ORIGINS)
                .map(entry -> List.of(shown(entry.getKey()), shown(entry.getValue())))
                .toList();
        String remark = origins.size() > rows.size() ? "The first " + rows.size() + " of " + origins.size() + "." : "";
        return new Table(List.of("setting", "comes from"), rows, remark);
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST);
    }
}
