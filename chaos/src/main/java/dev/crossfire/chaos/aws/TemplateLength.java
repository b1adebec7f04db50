package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.faults.ActionValues;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateAction;

/** How long a template's experiment goes on, by the durations that its actions are given, one after the other. */
record TemplateLength(Map<String, ExperimentTemplateAction> actions) {
    /** Zero for a template whose actions have no durations. */
    static Duration of(ExperimentTemplate template) {
        Map<String, ExperimentTemplateAction> actions = template.actions();
        return new TemplateLength(actions).latest(actions.keySet());
    }

    private Duration latest(Collection<String> names) {
        return names.stream().map(this::end).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** FIS makes no template whose actions wait for each other in a circle. */
    private Duration end(String name) {
        @Nullable ExperimentTemplateAction action = actions.get(name);
        return action == null
                ? Duration.ZERO
                : latest(action.startAfter()).plus(ActionValues.longest(action.parameters()));
    }
}
