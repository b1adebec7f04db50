package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.model.Verdict.LedgerFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    @Test
    void withoutALedgerNothingIsSaidOfWrites() {
        assertThat(headline(LedgerFigures.NONE)).doesNotContainIgnoringCase("write");
    }

    @Test
    void onlyWhatWasCountedIsSaidOfWrites() {
        assertThat(headline(new LedgerFigures(null, null, 2L, null))).contains("rites: 2 doubled.");
        assertThat(headline(new LedgerFigures(10L, 0L, null, null))).contains("o acknowledged write was lost");
        assertThat(headline(new LedgerFigures(4_100L, 3L, 0L, 1L)))
                .contains("rites: 3 lost, 1 oversold of 4,100 acknowledged.");
    }

    private static String headline(LedgerFigures ledger) {
        return Headline.of(new Verdict(
                Verdict.SCHEMA,
                "ticket-open",
                "lab",
                "run-1",
                1,
                RunOutcome.PASS,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Verdict.Injector(9_000, 9_000, 4.1, false),
                ledger,
                new Verdict.Drills(1),
                List.of(),
                false,
                Map.of(),
                List.of(),
                null,
                List.of()));
    }
}
