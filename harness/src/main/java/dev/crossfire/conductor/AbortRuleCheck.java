package dev.crossfire.conductor;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Frame.Users;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Scenario.AbortRule;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.quantity.DurationText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the live frames whether an abort condition is met; pure.
 *
 * <p>By its requests, a second is over the bound if too many of the answers in it were errors, or if none came while
 * requests were sent or users waited for longer than L; it is undecided if no request was sent and no user waited.
 * Closed users who wait send nothing, so they are counted instead: the second is over if too many of the active ones
 * were unhealthy at its end. Throttled load is judged by its requests: most of its users may wait for the throttle, and
 * not for the system.
 */
final class AbortRuleCheck {
    private final List<AbortRule> rules;
    private final Map<String, HealthCriteria> healthy;
    private final Map<AbortRule, Integer> inARow = new HashMap<>();
    private Map<String, ArrivalModel> models = Map.of();

    /** @param healthy the rules of those cohorts whose users may be counted */
    AbortRuleCheck(List<AbortRule> rules, Map<String, HealthCriteria> healthy) {
        this.rules = rules;
        this.healthy = healthy;
    }

    /** Sets how the users of each cohort arrive. */
    void arrivals(Map<String, ArrivalModel> byCohort) {
        models = Map.copyOf(byCohort);
    }

    /** Takes a second after t = 0 into account; why the run must stop, or empty when it need not. */
    Optional<String> add(Frame frame) {
        Optional<String> why = Optional.empty();
        for (AbortRule rule : frame.second() < 0 ? List.<AbortRule>of() : rules) {
            @Nullable CohortFrame cohort = frame.cohorts().get(rule.cohort());
            Optional<Boolean> over = cohort == null ? Optional.empty() : isOver(rule, cohort);
            if (cohort == null || over.isEmpty()) {
                continue;
            }
            int seconds = over.get() ? inARow.merge(rule, 1, Integer::sum) : 0;
            inARow.put(rule, seconds);
            if (why.isEmpty() && seconds >= rule.window().toSeconds()) {
                why = Optional.of(words(rule, cohort));
            }
        }
        return why;
    }

    /** Empty when the second is undecided. */
    private Optional<Boolean> isOver(AbortRule rule, CohortFrame cohort) {
        @Nullable Users counted = counted(rule, cohort);
        if (counted != null && counted.active() > 0) {
            return Optional.of(isOver(rule, counted));
        }
        boolean waited = cohort.users() != null && cohort.users().waiting() > 0;
        return cohort.done() == 0 && cohort.sent() == 0 && !waited
                ? Optional.empty()
                : Optional.of(
                        cohort.done() == 0 || cohort.errors() > rule.over().value() * cohort.done());
    }

    private static boolean isOver(AbortRule rule, Users users) {
        return users.unhealthy() > rule.over().value() * users.active();
    }

    /** The users, where they are what is counted. */
    private @Nullable Users counted(AbortRule rule, CohortFrame cohort) {
        boolean closed = models.get(rule.cohort()) == ArrivalModel.CLOSED;
        return closed && healthy.containsKey(rule.cohort()) ? cohort.users() : null;
    }

    private String words(AbortRule rule, CohortFrame last) {
        @Nullable Users users = counted(rule, last);
        @Nullable HealthCriteria health = healthy.get(rule.cohort());
        if (users != null && health != null && isOver(rule, users)) {
            long answeredBadly = users.unhealthy() - users.waiting();
            return "abort-when: more than " + rule.over() + " of the users of " + rule.cohort() + " were unhealthy for "
                    + DurationText.format(rule.window()) + " (at the end " + users.waiting() + " of " + users.active()
                    + " users waited longer than " + DurationText.format(health.within())
                    + (answeredBadly == 0 ? ")" : ", the last answer of " + answeredBadly + " was bad)");
        }
        String now = last.done() == 0
                ? "no answers at all" + waited(last.users())
                : String.format(Locale.ROOT, "%.1f %%", 100.0 * last.errors() / last.done());
        return "abort-when: more than " + rule.over() + " of the answers to " + rule.cohort() + " were errors for "
                + DurationText.format(rule.window()) + " (" + now + " in the last second)";
    }

    private static String waited(@Nullable Users users) {
        return users == null || users.waiting() == 0
                ? ""
                : ", " + users.waiting() + " of " + users.active() + " users waited,";
    }
}
