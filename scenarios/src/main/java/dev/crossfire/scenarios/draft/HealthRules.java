package dev.crossfire.scenarios.draft;

import dev.crossfire.model.HealthRule;
import dev.crossfire.scenarios.language.ScenarioDocument.HealthyPart;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.Problems;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Determines when each cohort is healthy: by the scenario's rules, and for the rest by the simulation's. */
public final class HealthRules {
    private final Problems problems;
    private final Origins origins;

    public HealthRules(Problems problems, Origins origins) {
        this.problems = problems;
        this.origins = origins;
    }

    /** The whole rules of the cohorts; one that lacks something is left out, and noted unless it was unreadable. */
    public Map<String, HealthRule> rules(
            Map<String, HealthyPart> written, Set<String> cohorts, Optional<SimulationInfo> simulation, String name) {
        Map<String, HealthRule> rules = new LinkedHashMap<>();
        for (String cohort : cohorts) {
            @Nullable HealthyPart part = written.get(cohort);
            Optional<HealthRule> base = simulation.flatMap(
                    info -> Optional.ofNullable(info.cohorts().get(cohort)));
            String pointer = Origins.under("/healthy", cohort);
            if (base.isPresent()) {
                rules.put(cohort, filled(part, base.get(), pointer, name));
            } else if (part != null) {
                whole(part, pointer).ifPresent(rule -> rules.put(cohort, rule));
            }
        }
        return rules;
    }

    private HealthRule filled(@Nullable HealthyPart part, HealthRule base, String pointer, String whose) {
        return new HealthRule(
                or(part == null ? null : part.within(), base.within(), pointer + "/within", whose),
                or(part == null ? null : part.success(), base.success(), pointer + "/success", whose),
                or(part == null ? null : part.stableFor(), base.stableFor(), pointer + "/stable-for", whose));
    }

    private <T> T or(@Nullable T given, T base, String pointer, String whose) {
        if (given == null) {
            origins.byDefault(pointer, whose);
            return base;
        }
        return given;
    }

    private Optional<HealthRule> whole(HealthyPart part, String pointer) {
        if (part.within() != null && part.success() != null && part.stableFor() != null) {
            return Optional.of(new HealthRule(part.within(), part.success(), part.stableFor()));
        }
        missing(part.within(), pointer, "within", "a duration, as 1s");
        missing(part.success(), pointer, "success", "a ratio, as 99%");
        missing(part.stableFor(), pointer, "stable-for", "a duration, as 10s");
        return Optional.empty();
    }

    private void missing(@Nullable Object value, String pointer, String key, String expected) {
        boolean unreadable = origins.stands(pointer + "/" + key);
        if (value == null && !unreadable) {
            origins.place(pointer)
                    .ifPresent(place -> problems.missing(place, key, expected, "this simulation has no defaults"));
        }
    }

    /** How long a cohort must stay healthy; zero when no rule determines it. */
    public static Duration stableFor(Map<String, HealthRule> rules, @Nullable String cohort) {
        @Nullable HealthRule rule = cohort == null ? null : rules.get(cohort);
        return rule == null ? Duration.ZERO : rule.stableFor();
    }
}
