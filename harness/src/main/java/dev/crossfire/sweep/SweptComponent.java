package dev.crossfire.sweep;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the loss of one component did to the cohort that fared worst.
 *
 * @param role that it plays
 * @param targets how many play it; one of them was taken out
 * @param kind of the fault
 * @param cohort that fared worst; null when none was judged
 * @param seconds how long that cohort was not healthy, from the fault's effect; null when that is not known
 * @param low not less than this
 * @param high not more than this
 * @param awayLow how long the component was away at least, from the fault's effect; null when that is not known
 * @param awayHigh until it was verified to be back; null when that is not known
 * @param badRequests of that cohort
 * @param why the grade is not known; empty when it is
 * @param folder the run's folder, in that of the sweep
 */
public record SweptComponent(
        String role,
        int targets,
        String kind,
        ComponentGrade grade,
        @Nullable String cohort,
        @Nullable Double seconds,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double awayLow,
        @Nullable Double awayHigh,
        long badRequests,
        String why,
        String folder) {
    /** What a component's loss means for users, the best first. */
    public enum ComponentGrade {
        /** No cohort was measurably affected. */
        NO_IMPACT,
        /** Every cohort recovered while the component was still away: something else took over. */
        TOOK_OVER,
        /** It is not known which of the others holds. */
        UNKNOWN,
        /** A cohort recovered only when the component was back: nothing else could do its work. */
        WAITED,
        /** A cohort did not recover. */
        NOT_RECOVERED;

        /** Whether it is shown that nothing takes the component's place. */
        public boolean isSinglePoint() {
            return this == WAITED || this == NOT_RECOVERED;
        }
    }

    /** Of a component that is replaced, it is verified so long after its return at most that it is back. */
    private static final double UNSEEN_SECONDS = 2;

    /**
     * What a run's verdict shows of the component that it took out.
     *
     * @param planned for how long it was taken out, if it was not replaced
     */
    static SweptComponent of(ComponentLoss loss, Duration planned, Verdict verdict, String folder) {
        Optional<FaultVerdict> fault = verdict.faults().stream()
                .filter(one -> one.id().equals(loss.id()))
                .findFirst();
        if (fault.isEmpty() || !fault.get().wasConfirmed()) {
            return unknown(loss, "the loss was not confirmed", folder);
        }
        if (!verdict.isComparable()) {
            return unknown(loss, verdict.voided().get(0), folder);
        }
        @Nullable Double awayHigh = between(fault.get().effective(), fault.get().cleared());
        @Nullable Double away = awayLow(loss, planned, fault.get(), awayHigh);
        List<CohortRecovery> recoveries = verdict.recovery().stream()
                .filter(one -> one.fault().equals(loss.id()))
                .toList();
        return recoveries.stream()
                .max(Comparator.comparing((CohortRecovery one) -> grade(one, away))
                        .thenComparing(one -> one.seconds() == null ? 0 : one.seconds()))
                .map(worst -> graded(loss, worst, away, awayHigh, folder))
                .orElseGet(() -> unknown(loss, "no cohort was judged", folder));
    }

    private static SweptComponent graded(
            ComponentLoss loss, CohortRecovery worst, @Nullable Double away, @Nullable Double awayHigh, String folder) {
        ComponentGrade grade = grade(worst, away);
        return new SweptComponent(
                loss.role(),
                loss.targets(),
                loss.kind(),
                grade,
                worst.cohort(),
                worst.seconds(),
                worst.low(),
                worst.high(),
                away,
                awayHigh,
                worst.badRequests(),
                grade == ComponentGrade.UNKNOWN ? why(worst) : "",
                folder);
    }

    /** One whose run did not take place, or shows nothing. */
    static SweptComponent unknown(ComponentLoss loss, String why, String folder) {
        return new SweptComponent(
                loss.role(),
                loss.targets(),
                loss.kind(),
                ComponentGrade.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                why,
                folder);
    }

    private static ComponentGrade grade(CohortRecovery recovery, @Nullable Double away) {
        return switch (recovery.state()) {
            case NO_IMPACT -> ComponentGrade.NO_IMPACT;
            case RECOVERED -> recovered(recovery, away);
            case CENSORED, METASTABLE -> ComponentGrade.NOT_RECOVERED;
            case CONFOUNDED, UNHEALTHY_BEFORE -> ComponentGrade.UNKNOWN;
        };
    }

    /** The whole bracket must lie before the component can have been back, or after. */
    private static ComponentGrade recovered(CohortRecovery recovery, @Nullable Double away) {
        @Nullable Double low = recovery.low();
        @Nullable Double high = recovery.high();
        if (away == null || low == null || high == null) {
            return ComponentGrade.UNKNOWN;
        }
        if (high < away) {
            return ComponentGrade.TOOK_OVER;
        }
        return low >= away ? ComponentGrade.WAITED : ComponentGrade.UNKNOWN;
    }

    private static String why(CohortRecovery worst) {
        return worst.why().isEmpty() ? "it came back about when users recovered" : worst.why();
    }

    /** When the component can have been back at the earliest. */
    private static @Nullable Double awayLow(
            ComponentLoss loss, Duration planned, FaultVerdict fault, @Nullable Double awayHigh) {
        if (awayHigh == null) {
            return null;
        }
        @Nullable Double late = between(fault.injected(), fault.effective());
        double low = loss.lasts() && late != null ? planned.toNanos() / 1e9 - late : awayHigh - UNSEEN_SECONDS;
        return Math.max(0, Math.min(low, awayHigh));
    }

    private static @Nullable Double between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : Duration.between(from, to).toNanos() / 1e9;
    }
}
