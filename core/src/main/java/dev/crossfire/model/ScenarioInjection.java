package dev.crossfire.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the profile of a Gatling scenario says.
 *
 * @param users how many users arrive in all; null when the profile does not say
 * @param length how long the profile lasts; null when it does not say
 */
public record ScenarioInjection(
        Population population,
        @Nullable Long users,
        @Nullable Duration length) {}
