package dev.crossfire.evidence;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cohort that consists of selected requests.
 *
 * @param partial whether it is a part of what its scenarios send, so that its users may wait for something else
 * @param scenarios the Gatling scenarios that sent them; empty when none did
 * @param missing why the cohort is empty; null when it is not
 */
public record SelectedCohort(
        boolean partial, Set<String> scenarios, @Nullable String missing) {
    public SelectedCohort {
        scenarios = Set.copyOf(scenarios);
    }
}
