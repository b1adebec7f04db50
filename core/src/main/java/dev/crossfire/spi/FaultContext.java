package dev.crossfire.spi;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fault kind needs to act.
 *
 * @param run the run's name; everything made in the environment is tagged with it
 * @param fault the fault's id
 * @param duration how long it lasts; null for one that ends by itself
 * @param targets never empty
 */
public record FaultContext<S extends FaultSettings>(
        String run,
        String fault,
        S settings,
        @Nullable Duration duration,
        List<Target> targets,
        Environment environment) {
    public FaultContext {
        targets = List.copyOf(targets);
    }
}
