package dev.crossfire.judge.objective;

import dev.crossfire.model.Describe;
import dev.crossfire.model.ObjectiveSettings;
import dev.crossfire.model.Outcome;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.model.Verdict.Recovery;
import dev.crossfire.model.Verdict.ReturnHarm;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.Judgement;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.RunFacts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes back after a fault does not hurt users for too long. */
public final class PostFaultImpact implements ObjectiveKind<PostFaultImpact.Settings> {
    /**
     * What is asked.
     *
     * @param of the cohort
     * @param from the fault's id
     * @param atMost the longest bearable time of being unwell that begins once the fault is gone
     */
    public record Settings(
            @Describe("the cohort") String of,
            @Describe("the fault") String from,

            @Describe("the longest bearable time of being unwell that begins once the fault is gone")
            Duration atMost)
            implements ObjectiveSettings {
        @Override
        public String target() {
            return "<= " + FigureText.written(atMost);
        }
    }

    @Override
    public String name() {
        return "return-harm";
    }

    @Override
    public String summary() {
        return "what comes back after a fault does not hurt users for too long";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public String measures() {
        return "seconds of the longest time that the cohort was unwell once the fault was gone; the upper end of its bracket"
                + " is held against the target";
    }

    @Override
    public String inconclusiveWhen() {
        return "the fault was not seen to be gone, or too little was seen after that";
    }

    @Override
    public String example() {
        return "return-harm: { of: buyers, from: writer-lost, at-most: 2s }";
    }

    @Override
    public List<String> warnings(Settings settings, Plan plan) {
        return plan.scenario().healthy().containsKey(settings.of())
                ? List.of()
                : List.of("nothing says when " + settings.of() + " are well; add them under 'well'");
    }

    @Override
    public boolean lasting() {
        return true;
    }

    @Override
    public Judgement judge(Settings settings, RunFacts facts) {
        @Nullable Recovery recovery = facts.recovery(settings.from(), settings.of());
        @Nullable ReturnHarm harm = recovery == null ? null : recovery.returnHarm();
        if (harm == null) {
            return Judgement.unmeasured(settings.from() + " was not seen to be gone for long enough to tell how "
                    + settings.of() + " fared after that");
        }
        double known = harm.seconds() == null ? harm.low() : harm.seconds();
        return new Judgement(
                new Measured(known, harm.low(), harm.high(), "s"), outcome(settings, harm), why(settings, harm, known));
    }

    private static Outcome outcome(Settings settings, ReturnHarm harm) {
        double most = settings.atMost().toNanos() / 1e9;
        if (harm.low() > most) {
            return Outcome.FAIL;
        }
        if (harm.high() == null) {
            return Outcome.INCONCLUSIVE;
        }
        return harm.high() <= most ? Outcome.PASS : Outcome.FAIL;
    }

    private static String why(Settings settings, ReturnHarm harm, double known) {
        if (harm.times() == 0) {
            return settings.of() + " stayed well once " + settings.from() + " was gone";
        }
        return settings.of() + " were unwell for " + (harm.seconds() == null ? "at least " : "")
                + FigureText.seconds(known)
                + " once " + settings.from() + " was gone"
                + (harm.times() == 1 ? "" : ", the longest of " + harm.times() + " times");
    }
}
