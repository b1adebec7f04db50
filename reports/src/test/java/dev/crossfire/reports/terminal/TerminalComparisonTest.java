package dev.crossfire.reports.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.judge.compare.RunComparison;
import dev.crossfire.judge.compare.RunComparison.ComparisonOutcome;
import dev.crossfire.judge.compare.RunComparison.FigureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalComparisonTest {
    private static final RunComparison.Figure WORSE = new RunComparison.Figure(
            FigureKind.RECOVERY_TIME,
            "writer-lost",
            "buyers",
            "s",
            8,
            8,
            3.12,
            5.2,
            2.05,
            1.9,
            2.21,
            0.312,
            0.000157,
            0.00047,
            "exact",
            ComparisonOutcome.WORSE,
            "larger than chance explains, by more than the margin");
    private static final RunComparison.Figure UNKNOWN = new RunComparison.Figure(
            FigureKind.ERROR_RATIO,
            null,
            "browsers",
            "ratio",
            3,
            4,
            0.01,
            null,
            null,
            null,
            null,
            0.001,
            null,
            null,
            null,
            ComparisonOutcome.INCONCLUSIVE,
            "only 3 and 4 runs have this figure; expected 4 a side");

    @Test
    void everyFigureShowsWhatWasFoundAndHowSurelyIn80Columns() {
        RunComparison comparison = new RunComparison(
                RunComparison.SCHEMA,
                "ticket-open-database-failover",
                ComparisonOutcome.WORSE,
                1,
                new RunComparison.Side("runs/before", 8, 8),
                new RunComparison.Side("runs/after", 9, 8),
                List.of(WORSE, UNKNOWN),
                List.of("runs/after: 1 of 9 runs are left out"));
        String screen = TerminalComparison.of(comparison, new TerminalStyle(false, true));
        assertThat(screen.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(screen.replaceAll("\\s+", " "))
                .contains("WORSE ticket-open-database-failover runs/before (8 of 8 runs) → runs/after (8 of 9 runs)")
                .contains("✗ recovery time of buyers after writer-lost: 3.12 s → 5.20 s worse")
                .contains("shift 2.05 s (1.90 s to 2.21 s), margin 0.31 s; p-value 0.00016, adjusted for all figures"
                        + " 0.00047 (exact) larger than chance explains")
                .contains("? error ratio of browsers: 1 % → – inconclusive only 3 and 4 runs have this figure")
                .contains("! runs/after: 1 of 9 runs are left out");
        assertThat(TerminalComparison.of(comparison, TerminalStyle.PLAIN).chars())
                .allMatch(letter -> letter < 128);
    }
}
