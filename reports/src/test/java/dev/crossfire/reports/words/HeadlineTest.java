package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    @Test
    void withoutALedgerWritesAreNotMentioned() {
        assertThat(headline(LedgerFigures.NONE)).doesNotContainIgnoringCase("write");
    }

    @Test
    void onlyCountedFiguresOfWritesAreStated() {
        assertThat(headline(new LedgerFigures(null, null, 2L, null))).contains("rites: 2 duplicate.");
        assertThat(headline(new LedgerFigures(10L, 0L, null, null))).contains("o acknowledged write was lost");
        assertThat(headline(new LedgerFigures(4_100L, 3L, 0L, 1L)))
                .contains("rites: 3 lost, 1 oversold of 4,100 acknowledged.");
    }

    @Test
    void faultsWithoutImpactComeFirstAndAreNamedWhereThereAreSeveral() {
        assertThat(headline(LedgerFigures.NONE, List.of(fault(null, false), fault(null, true)), List.of()))
                .startsWith("No measurable impact of writer-lost.");
        assertThat(headline(
                        LedgerFigures.NONE,
                        List.of(fault(ExpectedEffect.NO_IMPACT, false), fault(null, true)),
                        List.of()))
                .doesNotContain("No measurable impact");
        assertThat(headline(LedgerFigures.NONE, fault(null, false), List.of()))
                .as("the first sentence has said it")
                .doesNotContain("No measurable impact");
    }

    @Test
    void aLoadThatWasNotAsPlannedIsNamed() {
        LoadFigures flat = new LoadFigures("buyers", 100L, 200, true, false, List.of());
        assertThat(headline(LedgerFigures.NONE, fault(null, true), List.of(flat)))
                .contains("The load of buyers was not as planned.");
    }

    private static FaultVerdict fault(@Nullable ExpectedEffect expect, @Nullable Boolean impact) {
        return new FaultVerdict(
                "writer-lost",
                "fake",
                "db",
                Instant.EPOCH,
                Instant.EPOCH,
                5L,
                null,
                null,
                true,
                true,
                expect,
                impact,
                null,
                null);
    }

    private static String headline(LedgerFigures ledger) {
        return headline(ledger, fault(null, true), List.of());
    }

    private static String headline(LedgerFigures ledger, FaultVerdict fault, List<LoadFigures> load) {
        return headline(ledger, List.of(fault), load);
    }

    private static String headline(LedgerFigures ledger, List<FaultVerdict> faults, List<LoadFigures> load) {
        return Headline.of(new Verdict(
                Verdict.SCHEMA,
                "ticket-open",
                "lab",
                "run-1",
                1,
                RunOutcome.PASS,
                0,
                List.of(),
                faults,
                List.of(),
                List.of(),
                new Verdict.InjectorFigures(9_000, 9_000, 4.1, false),
                ledger,
                new Drills(1),
                List.of(),
                false,
                Map.of(),
                load,
                null,
                null,
                null,
                List.of()));
    }
}
