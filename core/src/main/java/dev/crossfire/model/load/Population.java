package dev.crossfire.model.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Gatling scenario as the load generator injects it.
 *
 * @param cohort the scenario's name
 * @param startsKnown whether the intended start of each user's first request is known
 */
public record Population(String cohort, ArrivalModel model, boolean startsKnown) {

    /** How the users of a Gatling scenario come to send their requests. */
    public enum ArrivalModel {
        /** New users arrive by a schedule, whether earlier ones were answered or not. */
        OPEN,
        /** A number of users is kept up; each sends its next request after its last answer. */
        CLOSED,
        /** Requests queue inside the load generator for a rate that it must not exceed. */
        THROTTLED
    }

    /**
     * The injection profile of a Gatling scenario.
     *
     * @param users how many users arrive in all; null when the profile does not determine it
     * @param length how long the profile lasts; null when it does not determine it
     */
    public record ScenarioInjection(
            Population population,
            @Nullable Long users,
            @Nullable Duration length) {}
}
