package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.testkit.PlantedVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static final String FAULT = "writer-lost";

    private final PlantedVerdict verdict = new PlantedVerdict(RunOutcome.PASS);

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

    private static String headline(LedgerFigures ledger) {
        return Headline.of(
                new PlantedVerdict(RunOutcome.PASS).fault(FAULT).ledger(ledger).verdict());
    }

    @Test
    void faultsWithoutImpactComeFirstAndAreNamedWhereThereAreSeveral() {
        verdict.fault(FAULT, null, false).fault(FAULT, null, true);
        assertThat(Headline.of(verdict.verdict())).startsWith("No measurable impact of writer-lost.");
    }

    @Test
    void faultsThatAreExpectedToHaveNoImpactAreNotNamed() {
        verdict.fault(FAULT, ExpectedEffect.NO_IMPACT, false).fault(FAULT, null, true);
        assertThat(Headline.of(verdict.verdict())).doesNotContain("No measurable impact");
    }

    @Test
    void aSingleFaultWithoutImpactIsNotNamedAsTheFirstSentenceSaysIt() {
        verdict.fault(FAULT, null, false);
        assertThat(Headline.of(verdict.verdict())).doesNotContain("No measurable impact");
    }

    @Test
    void aLoadThatWasNotAsPlannedIsNamed() {
        verdict.fault(FAULT).load(new LoadFigures("buyers", 100L, 200, true, false, List.of()));
        assertThat(Headline.of(verdict.verdict())).contains("The load of buyers was not as planned.");
    }
}
