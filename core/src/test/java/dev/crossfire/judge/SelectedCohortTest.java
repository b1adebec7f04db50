package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.judge.Flow.Manner;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.PhaseFigures.UserTime;
import dev.crossfire.model.verdict.Verdict;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SelectedCohortTest {
    private static final int VISITORS = 1;
    private static final int MEMBERS = 2;
    private static final int LOOK = 3;
    private static final int PAY = 4;
    private static final CohortSelection PAYMENTS = new CohortSelection(null, null, "pay");
    private static final CohortSelection BROWSING = new CohortSelection(null, "browse", null);

    @Test
    void aRequestThatFailsInAHealthyScenarioIsMeasuredApart() {
        Verdict verdict = new Flow()
                .users(VISITORS, 60, PAY, Manner.FAILS, 0.4, false)
                .healthy("visitors", 0.5)
                .selects("checkout", PAYMENTS)
                .verdict();

        assertThat(recovery(verdict, "visitors").state()).isEqualTo(RecoveryState.NO_IMPACT);
        CohortRecovery checkout = recovery(verdict, "checkout");
        assertThat(checkout.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(Flow.END - Flow.BEGIN)
                .isBetween(Objects.requireNonNull(checkout.low()), Objects.requireNonNull(checkout.high()));
        assertThat(objective(verdict, "checkout-back").outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void noRequestIsCountedTwice() {
        Flow flow = new Flow()
                .users(VISITORS, 60, PAY, Manner.FAILS, 1, false)
                .healthy("visitors", 0.9)
                .selects("checkout", PAYMENTS)
                .selects("browsing", BROWSING);
        Verdict verdict = flow.verdict();

        assertThat(verdict.injector().requests()).isEqualTo(flow.requests());
        assertThat(verdict.load()).extracting(LoadFigures::cohort).containsExactly("visitors");
        assertThat(whole(verdict, "checkout").requests()).isEqualTo(flow.requests(PAY));
        assertThat(whole(verdict, "browsing").requests()).isEqualTo(flow.requests(LOOK));
        assertThat(whole(verdict, "browsing").errors()).isZero();
        assertThat(whole(verdict, "visitors").requests()).isEqualTo(flow.requests());
    }

    @Test
    void aGroupIsMeasuredApart() {
        Verdict verdict = new Flow()
                .users(VISITORS, 60, LOOK, Manner.FAILS, 0.5, false)
                .selects("checkout", PAYMENTS)
                .selects("browsing", BROWSING)
                .verdict();

        assertThat(recovery(verdict, "checkout").state()).isEqualTo(RecoveryState.NO_IMPACT);
        CohortRecovery browsing = recovery(verdict, "browsing");
        assertThat(Flow.END - Flow.BEGIN)
                .isBetween(Objects.requireNonNull(browsing.low()), Objects.requireNonNull(browsing.high()));
    }

    @Test
    void usersWhoWaitForAnEarlierRequestAreUnhealthy() {
        Verdict verdict = new Flow()
                .users(VISITORS, 60, LOOK, Manner.WAITS, 1, false)
                .selects("checkout", PAYMENTS)
                .verdict();

        CohortRecovery checkout = recovery(verdict, "checkout");
        assertThat(checkout.state()).isEqualTo(RecoveryState.RECOVERED);
        assertThat(Objects.requireNonNull(checkout.seconds())).isCloseTo(Flow.END - Flow.BEGIN, within(0.5));
        assertThat(checkout.badRequests()).isZero();
        UserTime users = Objects.requireNonNull(whole(verdict, "checkout").userTime());
        assertThat(users.unhealthyShare()).isCloseTo((Flow.END - Flow.BEGIN - 0.3) / 80, within(0.01));
        assertThat(objective(verdict, "checkout-served").outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aRequestThatNoUserSendsIsInconclusive() {
        Verdict verdict = new Flow()
                .users(VISITORS, 60, LOOK, Manner.FAILS, 1, true)
                .selects("checkout", PAYMENTS)
                .verdict();

        ObjectiveVerdict back = objective(verdict, "checkout-back");
        assertThat(back.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(back.why()).containsPattern("from 30\\.\\d+ s to 36\\.\\d+ s no request of checkout was sent");
        assertThat(verdict.notes()).anyMatch(note -> note.contains("no request of checkout was sent"));
    }

    @Test
    void aSelectionThatMatchesNothingIsNamed() {
        Verdict verdict = new Flow()
                .users(VISITORS, 60, PAY, Manner.FAILS, 0, false)
                .selects("checkout", new CohortSelection(null, null, "pya"))
                .verdict();

        String missing = "no request called 'pya' was sent; requests seen: browse / look, pay";
        assertThat(objective(verdict, "checkout-served").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(objective(verdict, "checkout-served").why()).contains(missing);
        assertThat(objective(verdict, "checkout-back").why()).contains(missing);
        assertThat(verdict.notes()).anyMatch(note -> note.contains(missing));
    }

    @Test
    void usersOfTwoScenariosAreNotConfused() {
        Flow both = new Flow()
                .users(VISITORS, 40, PAY, Manner.FAILS, 0, false)
                .users(MEMBERS, 40, PAY, Manner.WAITS, 1, false);
        Verdict verdict = both.selects("checkout", PAYMENTS)
                .selects("members-pay", new CohortSelection("members", null, "pay"))
                .verdict();

        double ofMembers = unhealthy(verdict, "members-pay");
        assertThat(ofMembers).isCloseTo((Flow.END - Flow.BEGIN - 0.3) / 80, within(0.01));
        assertThat(unhealthy(verdict, "checkout")).isCloseTo(ofMembers / 2, within(0.005));
    }

    @Test
    void aSelectionTakesTheNameOfAScenario() {
        Flow flow = new Flow().users(VISITORS, 60, PAY, Manner.FAILS, 1, false).selects("visitors", BROWSING);
        Verdict verdict = flow.verdict();

        assertThat(whole(verdict, "visitors").requests()).isEqualTo(flow.requests(LOOK));
        assertThat(whole(verdict, "scenario visitors").requests()).isEqualTo(flow.requests());
    }

    private static double unhealthy(Verdict verdict, String cohort) {
        return Objects.requireNonNull(whole(verdict, cohort).userTime()).unhealthyShare();
    }

    private static CohortRecovery recovery(Verdict verdict, String cohort) {
        return verdict.recovery().stream()
                .filter(one -> one.cohort().equals(cohort))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectiveVerdict objective(Verdict verdict, String id) {
        return verdict.objectives().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static PhaseFigures whole(Verdict verdict, String cohort) {
        return verdict.phases().stream()
                .filter(one -> one.cohort().equals(cohort) && one.phase() == Phase.WHOLE)
                .findFirst()
                .orElseThrow();
    }
}
