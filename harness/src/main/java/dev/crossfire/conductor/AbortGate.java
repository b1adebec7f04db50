package dev.crossfire.conductor;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.model.AbortRule;
import dev.crossfire.model.DurationText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says from the live frames whether a run has become more than can be borne; pure.
 *
 * <p>A second counts when it was over the bound: of what was answered in it, or because requests were sent and none was
 * answered at all. A second in which nobody asked for anything says nothing.
 */
final class AbortGate {
    private final List<AbortRule> rules;
    private final Map<AbortRule, Integer> inARow = new HashMap<>();

    AbortGate(List<AbortRule> rules) {
        this.rules = rules;
    }

    /** Takes a second after t = 0 into account; why the run must stop, or empty when it need not. */
    Optional<String> add(Frame frame) {
        Optional<String> why = Optional.empty();
        for (AbortRule rule : frame.second() < 0 ? List.<AbortRule>of() : rules) {
            @Nullable CohortFrame cohort = frame.cohorts().get(rule.of());
            if (cohort == null || (cohort.done() == 0 && cohort.sent() == 0)) {
                continue;
            }
            int seconds = isOver(rule, cohort) ? inARow.merge(rule, 1, Integer::sum) : 0;
            inARow.put(rule, seconds);
            if (why.isEmpty() && seconds >= rule.window().toSeconds()) {
                why = Optional.of(words(rule, cohort));
            }
        }
        return why;
    }

    private static boolean isOver(AbortRule rule, CohortFrame cohort) {
        return cohort.done() == 0 || cohort.errors() > rule.over().value() * cohort.done();
    }

    private static String words(AbortRule rule, CohortFrame last) {
        String now = last.done() == 0
                ? "no answers at all"
                : String.format(Locale.ROOT, "%.1f %%", 100.0 * last.errors() / last.done());
        return "abort-when: more than " + rule.over() + " of the answers to " + rule.of() + " were errors for "
                + DurationText.format(rule.window()) + " (" + now + " in the last second)";
    }
}
