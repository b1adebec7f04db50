package dev.crossfire.chaos.disruption;

import dev.crossfire.model.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One disruption of some targets at once.
 *
 * @param targets never empty, all of one type
 * @param after how long after the command it begins
 * @param duration after which it ends; null for one that ends by itself
 */
public record InjectionStep(
        DisruptionSpec spec,
        List<Target> targets,
        Duration after,
        @Nullable Duration duration) {
    public InjectionStep {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("an injection of " + spec + " without a target");
        }
    }
}
