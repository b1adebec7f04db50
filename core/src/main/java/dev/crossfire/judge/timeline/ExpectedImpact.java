package dev.crossfire.judge.timeline;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.ObjectiveSubject;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a scenario expects a fault to do to users, as an objective of its own.
 *
 * <p>Scenarios write it as {@code expect} of the fault, so it is no kind that they could name.
 */
public final class ExpectedImpact implements ObjectiveKind<ExpectedImpact.Settings> {
    private static final String NAME = "expected-impact";

    /** What is expected of one fault. */
    public record Settings(String fault, ExpectedEffect expect) implements ObjectiveSettings {
        @Override
        public ObjectiveSubject subject() {
            return ObjectiveSubject.EXPECTED_IMPACT;
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.of(expect == ExpectedEffect.IMPACT ? "impact" : "no impact");
        }
    }

    /** An objective for each planned fault of which something is expected. */
    public static List<ObjectiveSpec> of(Plan plan) {
        return plan.faults().stream()
                .map(PlannedFault::spec)
                .flatMap(spec -> spec(spec).stream())
                .toList();
    }

    private static List<ObjectiveSpec> spec(FaultSpec fault) {
        @Nullable ExpectedEffect expect = fault.expect();
        // The id is the value's path in the scenario; no id of a scenario's own has a dot.
        return expect == null
                ? List.of()
                : List.of(new ObjectiveSpec(fault.id() + ".expect", NAME, new Settings(fault.id(), expect)));
    }

    /**
     * Whether a fault had a measurable impact on any cohort, while it lasted or after it was cleared.
     *
     * @return null when the evidence does not show it
     */
    public static @Nullable Boolean seen(List<CohortRecovery> recoveries) {
        if (recoveries.stream().anyMatch(ExpectedImpact::withImpact)) {
            return true;
        }
        boolean none = !recoveries.isEmpty() && recoveries.stream().allMatch(ExpectedImpact::withoutImpact);
        return none ? false : null;
    }

    private static boolean withImpact(CohortRecovery recovery) {
        return switch (recovery.state()) {
            case RECOVERED, METASTABLE -> true;
            case CENSORED -> recovery.onsetSeconds() != null || returned(recovery);
            case NO_IMPACT -> returned(recovery);
            // Something else may have done it.
            case CONFOUNDED, UNHEALTHY_BEFORE -> false;
        };
    }

    private static boolean returned(CohortRecovery recovery) {
        return recovery.postFaultImpact() != null && recovery.postFaultImpact().times() > 0;
    }

    /** Traffic that could not have shown any impact shows nothing. */
    private static boolean withoutImpact(CohortRecovery recovery) {
        return recovery.state() == RecoveryState.NO_IMPACT
                && !returned(recovery)
                && recovery.detectionLimitSeconds() != null;
    }

    @Override
    public ObjectiveDescription<Settings> description() {
        return ObjectiveDescription.of(NAME, Settings.class)
                .summary("a fault affects users, or does not, as expected")
                .withFinalFailures();
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        List<CohortRecovery> recoveries = recoveries(settings, facts);
        @Nullable Boolean seen = seen(recoveries);
        if (seen == null) {
            return new Judgement(null, Outcome.INCONCLUSIVE, unknown(settings, recoveries));
        }
        boolean wanted = settings.expect() == ExpectedEffect.IMPACT;
        if (seen) {
            String who = cohorts(recoveries.stream().filter(ExpectedImpact::withImpact));
            return new Judgement(
                    null,
                    wanted ? Outcome.PASS : Outcome.FAIL,
                    settings.fault() + " affected " + who
                            + (wanted ? ", as expected" : ", though no impact was expected"));
        }
        String who = cohorts(recoveries.stream());
        long bad = recoveries.stream().mapToLong(CohortRecovery::badRequests).sum();
        if (bad > 0) {
            String healthy = who + " stayed healthy after " + settings.fault() + ", with "
                    + FigureText.count(bad, "bad request");
            return wanted
                    ? new Judgement(null, Outcome.INCONCLUSIVE, healthy + ", though an impact was expected")
                    : new Judgement(null, Outcome.PASS, healthy + ", as expected");
        }
        String none = settings.fault() + " had no measurable impact on " + who;
        return wanted
                ? new Judgement(null, Outcome.INCONCLUSIVE, none + ": " + unreached(facts.plan()))
                : new Judgement(null, Outcome.PASS, none + ", as expected");
    }

    private static List<CohortRecovery> recoveries(Settings settings, RunFacts facts) {
        return facts.plan().scenario().healthy().keySet().stream()
                .map(cohort -> facts.recovery(settings.fault(), cohort))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String unreached(Plan plan) {
        String address = plan.systemUnderTest() == null ? "" : " (system under test: " + plan.systemUnderTest() + ")";
        return "the load may not reach what was broken" + address;
    }

    private static String unknown(Settings settings, List<CohortRecovery> recoveries) {
        return recoveries.stream()
                .filter(recovery -> !withoutImpact(recovery))
                .findFirst()
                .map(recovery -> "whether " + settings.fault() + " had an impact cannot be determined: "
                        + recovery.cohort() + ": " + recovery.why())
                .orElse(settings.fault() + " did not take effect, or no cohort is known to be healthy without it");
    }

    private static String cohorts(Stream<CohortRecovery> recoveries) {
        return recoveries.map(CohortRecovery::cohort).collect(Collectors.joining(" and "));
    }
}
