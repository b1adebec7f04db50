package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.AssertionResult;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run whose load has ended.
 *
 * @param after the simulation's own {@code after()} hook, which has not run yet; null when it has none
 * @param assertions the results of its own assertions; to be read when every request has been recorded
 */
public record CompletedRun(@Nullable Runnable after, Supplier<List<AssertionResult>> assertions) {}
