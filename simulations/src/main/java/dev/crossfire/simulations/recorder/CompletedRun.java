package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.AssertionResult;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run whose load has ended.
 *
 * @param after the simulation's own {@code after()} hook, which has not run yet; null when it has none
 * @param assertions what its own assertions came to; to be asked when every request has been recorded
 */
public record CompletedRun(@Nullable Runnable after, Supplier<List<AssertionResult>> assertions) {}
