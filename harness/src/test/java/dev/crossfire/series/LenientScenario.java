package dev.crossfire.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A scenario whose health rules are easily met: a series wants its faults to be injected, not its system to be fast.
 *
 * @param duration of the load after its warm-up
 * @param rate of each cohort, a second
 */
public record LenientScenario(String name, String title, Duration duration, int rate) {
    /**
     * Writes it into a folder, and returns its file.
     *
     * @param faults the list of them, as the key {@code faults} holds it, without indentation
     */
    public Path write(Path folder, String faults) throws IOException {
        return Files.writeString(folder.resolve("scenario.yaml"), """
                crossfire: v1
                name: %s
                title: %s
                load:
                  simulation: TicketOpen
                  parameters: { event: 42 }
                  warm-up: 1s
                  duration: %ds
                  cohorts:
                    browsers: { rate: %4$d/s }
                    buyers: { rate: %4$d/s }
                healthy:
                  buyers: { within: 2s, success: 50%%, stable-for: 2s }
                  browsers: { within: 2s, success: 50%%, stable-for: 2s }
                steady-state: { for: 2s }
                faults:
                  %5$s
                objectives:
                  - id: most-buyers-served
                    error-ratio: { cohort: buyers, at-most: 99%% }
                """.formatted(
                        name, title, duration.toSeconds(), rate, faults.replace("\n", "\n  ")));
    }
}
