package dev.crossfire.run;

import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every run of this process uses.
 *
 * @param guardianProgram the main class of the guardian
 * @param userClassPath where a user's own simulations lie; may be empty
 * @param control a run without faults with which each is compared; null for none
 * @param warnings what weakens all that they show, a sentence each
 */
public record RunServices(
        StopSignal signal,
        Kinds kinds,
        SystemTime clock,
        String guardianProgram,
        String userClassPath,
        @Nullable Path control,
        List<String> warnings) {
    public RunServices {
        warnings = List.copyOf(warnings);
    }
}
