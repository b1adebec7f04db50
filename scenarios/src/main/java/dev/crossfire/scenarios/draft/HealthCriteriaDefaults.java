package dev.crossfire.scenarios.draft;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.language.ScenarioDocument.HealthyPart;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.ValueOrigins;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Completes each cohort's health rule: the scenario's values, and the simulation's defaults for the rest. */
public final class HealthCriteriaDefaults {
    private final Problems problems;
    private final ValueOrigins origins;

    public HealthCriteriaDefaults(Problems problems, ValueOrigins origins) {
        this.problems = problems;
        this.origins = origins;
    }

    /** The complete rules by cohort; an incomplete one is left out, and noted unless it was unreadable. */
    public Map<String, HealthCriteria> rules(
            Map<String, HealthyPart> written, Set<String> cohorts, Optional<SimulationInfo> simulation, String name) {
        Map<String, HealthCriteria> rules = new LinkedHashMap<>();
        for (String cohort : cohorts) {
            @Nullable HealthyPart part = written.get(cohort);
            Optional<HealthCriteria> base = simulation.flatMap(
                    info -> Optional.ofNullable(info.cohorts().get(cohort)));
            String pointer = Pointers.under("/healthy", cohort);
            if (base.isPresent()) {
                rules.put(cohort, withDefaults(part, base.get(), pointer, name));
            } else if (part != null) {
                complete(part, pointer).ifPresent(rule -> rules.put(cohort, rule));
            }
        }
        return rules;
    }

    private HealthCriteria withDefaults(@Nullable HealthyPart part, HealthCriteria base, String pointer, String whose) {
        return new HealthCriteria(
                orDefault(part == null ? null : part.within(), base.within(), pointer + "/within", whose),
                orDefault(part == null ? null : part.success(), base.success(), pointer + "/success", whose),
                orDefault(part == null ? null : part.stableFor(), base.stableFor(), pointer + "/stable-for", whose));
    }

    private <T> T orDefault(@Nullable T given, T base, String pointer, String whose) {
        if (given == null) {
            origins.setDefault(pointer, whose);
            return base;
        }
        return given;
    }

    private Optional<HealthCriteria> complete(HealthyPart part, String pointer) {
        if (part.within() != null && part.success() != null && part.stableFor() != null) {
            return Optional.of(new HealthCriteria(part.within(), part.success(), part.stableFor()));
        }
        missing(part.within(), pointer, "within", "a duration, such as 1s");
        missing(part.success(), pointer, "success", "a ratio, such as 99%");
        missing(part.stableFor(), pointer, "stable-for", "a duration, such as 10s");
        return Optional.empty();
    }

    private void missing(@Nullable Object value, String pointer, String key, String expected) {
        boolean unreadable = origins.isWritten(pointer + "/" + key);
        if (value == null && !unreadable) {
            origins.position(pointer)
                    .ifPresent(
                            position -> problems.missing(position, key, expected, "this simulation has no defaults"));
        }
    }

    /** How long a cohort must stay healthy; zero when no rule determines it. */
    public static Duration stableFor(Map<String, HealthCriteria> rules, @Nullable String cohort) {
        @Nullable HealthCriteria rule = cohort == null ? null : rules.get(cohort);
        return rule == null ? Duration.ZERO : rule.stableFor();
    }
}
