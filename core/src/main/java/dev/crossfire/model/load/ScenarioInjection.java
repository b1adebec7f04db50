package dev.crossfire.model.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
