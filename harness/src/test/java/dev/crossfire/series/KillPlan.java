package dev.crossfire.series;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * One trial, as it follows from the seed alone.
 *
 * @param fromStart whether {@code after} counts from the start of the process; otherwise from t = 0 of the load
 * @param after when it is treated badly
 */
record KillPlan(int number, String kind, KillVariant variant, boolean fromStart, Duration after) {
    /** When the fault of every trial's scenario is due after t = 0. */
    static final Duration DUE = Duration.ofSeconds(3);

    /** Getting ready takes about this long; a tenth of the trials hits it. */
    private static final Duration GETTING_READY = Duration.ofSeconds(8);

    /** From a little before the fault is due until it would long be gone. */
    private static final Duration FIRST = DUE.minusSeconds(1);

    private static final Duration SPAN = Duration.ofSeconds(9);

    /** Every kind in turn; all else is random. */
    static KillPlan of(int number, long seed, List<String> kinds) {
        Random random = new Random(seed * 1_000_003 + number);
        boolean fromStart = random.nextInt(10) == 0;
        double share = random.nextDouble();
        Duration after = fromStart
                ? Duration.ofMillis((long) (share * GETTING_READY.toMillis()))
                : FIRST.plusMillis((long) (share * SPAN.toMillis()));
        // The variant changes only when every kind has had its turn, so that all pairs come.
        return new KillPlan(
                number,
                kinds.get(number % kinds.size()),
                KillVariant.of(number / kinds.size() + number % kinds.size()),
                fromStart,
                after);
    }

    /** How soon all must be gone. */
    Duration limit() {
        if (variant == KillVariant.ABORTED) {
            return Duration.ofSeconds(2);
        }
        return kind.startsWith("zone-loss") ? Duration.ofSeconds(10) : Duration.ofSeconds(5);
    }

    /** Writes the trial's scenario: light load, one fault. */
    Path scenario(Path folder, Path fixtures) throws IOException {
        String fault = Files.readString(fixtures.resolve(kind + ".yaml"), StandardCharsets.UTF_8)
                .strip()
                .replace("\n", "\n    ");
        return Files.writeString(folder.resolve("scenario.yaml"), """
                crossfire: v1
                name: kill-%s
                title: A run that is treated badly
                load:
                  simulation: TicketOpen
                  parameters: { event: 42 }
                  warm-up: 1s
                  duration: 14s
                  cohorts:
                    browsers: { rate: 20/s }
                    buyers: { rate: 20/s }
                well:
                  buyers: { within: 1s, ratio: 90%%, for: 2s }
                  browsers: { within: 1s, ratio: 90%%, for: 2s }
                steady-state: { for: 2s }
                faults:
                  - id: harm
                    at: %ds
                    %s
                objectives:
                  - id: most-are-served
                    error-ratio: { of: buyers, at-most: 99%% }
                """.formatted(kind, DUE.toSeconds(), fault));
    }
}
