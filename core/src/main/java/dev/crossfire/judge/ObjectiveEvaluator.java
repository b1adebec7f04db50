package dev.crossfire.judge;

import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ObjectiveDescription.EvidenceBasis;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates every objective by its kind, and withdraws results for which the evidence is too weak. */
final class ObjectiveEvaluator {
    private final List<ObjectiveKind<?>> kinds;
    private final boolean control;
    private final RunFacts facts;
    private final RequestAnalysis reading;
    private final Set<String> unconfirmed;
    private final Map<String, String> notInjected;
    private final Validity validity;

    ObjectiveEvaluator(List<ObjectiveKind<?>> kinds, RunFacts facts, RequestAnalysis reading, Validity validity) {
        this.kinds = kinds;
        this.facts = facts;
        this.reading = reading;
        control = facts.plan().faultsDisabled();
        unconfirmed = reading.timeline().unconfirmed();
        notInjected = reading.timeline().notInjected();
        this.validity = validity;
    }

    ObjectiveVerdict verdict(ObjectiveSpec spec) {
        @Nullable String fault = fault(spec.settings());
        if (control && fault != null) {
            return unmeasured(spec, "not applicable: a control run injects no fault");
        }
        @Nullable String whyNotInjected = fault == null ? null : notInjected.get(fault);
        if (whyNotInjected != null) {
            return unmeasured(spec, whyNotInjected);
        }
        Judgement judgement = weighed(spec, judged(spec));
        return verdict(spec, fault != null && unconfirmed.contains(fault) ? doubted(judgement, fault) : judgement);
    }

    /** The verdict on an objective of which nothing could be measured. */
    static ObjectiveVerdict unmeasured(ObjectiveSpec spec, String why) {
        return verdict(spec, Judgement.unmeasured(why));
    }

    private static ObjectiveVerdict verdict(ObjectiveSpec spec, Judgement judgement) {
        ObjectiveSettings settings = spec.settings();
        return new ObjectiveVerdict(
                spec.id(),
                spec.kind(),
                settings.subject(),
                settings.cohort(),
                fault(settings),
                settings.fault() != null ? null : settings.phase(),
                settings.target(),
                judgement.measured(),
                judgement.outcome(),
                judgement.why());
    }

    /** The fault that an objective refers to, by itself or by a phase; null when to none. */
    private static @Nullable String fault(ObjectiveSettings settings) {
        return settings.fault() != null ? settings.fault() : settings.phase().fault();
    }

    private static Judgement doubted(Judgement judgement, String fault) {
        String seen = judgement.measured() == null ? "" : "; measured: " + judgement.why();
        return new Judgement(
                judgement.measured(), Outcome.INCONCLUSIVE, fault + " was injected but not confirmed" + seen);
    }

    private Judgement weighed(ObjectiveSpec spec, Judgement judgement) {
        @Nullable
        String voids =
                switch (kind(spec).map(kind -> kind.description().basis()).orElse(EvidenceBasis.REQUESTS)) {
                    case REQUESTS -> voids(spec.settings());
                    case TIMES -> validity.clock();
                    case COUNTS -> null;
                };
        @Nullable String absent = absent(spec.settings().cohort());
        if (absent != null && judgement.outcome() == Outcome.INCONCLUSIVE && judgement.measured() == null) {
            return Judgement.unmeasured(absent);
        }
        @Nullable String weakens = validity.weakened();
        if (voids != null && judgement.outcome() != Outcome.INCONCLUSIVE) {
            return new Judgement(judgement.measured(), Outcome.INCONCLUSIVE, voids + "; measured: " + judgement.why());
        }
        boolean isFinal = judgement.outcome() == Outcome.FAIL && isFinalFailure(spec);
        if (weakens != null && judgement.outcome() != Outcome.INCONCLUSIVE && !isFinal) {
            return new Judgement(
                    judgement.measured(), Outcome.INCONCLUSIVE, weakens + "; seen so far: " + judgement.why());
        }
        return judgement;
    }

    /** Why a cohort sent nothing; null when it did, or the reason is unknown. */
    private @Nullable String absent(@Nullable String cohort) {
        @Nullable String unmatched = cohort == null ? null : reading.traffic().unmatched(cohort);
        return unmatched == null ? validity.load().absent(cohort) : unmatched;
    }

    private @Nullable String voids(ObjectiveSettings settings) {
        @Nullable String voids = validity.voids(settings.cohort());
        return voids == null ? validity.load().voids(settings) : voids;
    }

    /** Whether what was seen to fail has failed, whatever was not seen. */
    private boolean isFinalFailure(ObjectiveSpec spec) {
        @Nullable String of = spec.settings().cohort();
        boolean seen = validity.missing().isEmpty()
                && of != null
                && reading.sawAllOf(of, spec.settings().phase());
        return seen
                || kind(spec).map(kind -> kind.description().failureIsFinal()).orElse(false);
    }

    private Optional<ObjectiveKind<?>> kind(ObjectiveSpec spec) {
        return kinds.stream()
                .filter(kind -> kind.description().name().equals(spec.kind()))
                .findFirst();
    }

    private Judgement judged(ObjectiveSpec spec) {
        try {
            return kind(spec)
                    .map(kind -> judge(kind, spec.settings()))
                    .orElseGet(() -> Judgement.unmeasured("no judge for objectives of kind '" + spec.kind()
                            + "'; put its plug-in on the class path and judge the run again"));
        } catch (RuntimeException crashed) {
            return Judgement.unmeasured("the judge of '" + spec.kind() + "' failed: " + crashed);
        }
    }

    private <S extends ObjectiveSettings> Judgement judge(ObjectiveKind<S> kind, ObjectiveSettings settings) {
        return kind.judge(kind.description().settings().cast(settings), facts);
    }
}
