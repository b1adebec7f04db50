package dev.crossfire.reports.html;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.Verdict.InjectorFigures;
import dev.crossfire.reports.figures.Figures;
import dev.crossfire.reports.figures.Totals;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.EvidenceText;
import dev.crossfire.reports.words.LoadText;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.Redactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check of the evidence that the verdict rests on.
 *
 * @param passed whether the check passed; null for what was left out of the verdict
 * @param what was checked
 * @param found what was found
 * @param wanted what should be found
 */
public record EvidenceCheck(@Nullable Boolean passed, String what, String found, String wanted) {
    private static final int LONGEST_TEXT = 240;

    /** All checks. */
    static List<EvidenceCheck> of(RunStory story) {
        List<EvidenceCheck> evidenceChecks = new ArrayList<>();
        injector(story, evidenceChecks);
        load(story, evidenceChecks);
        generator(story, evidenceChecks);
        steady(story, evidenceChecks);
        faults(story, evidenceChecks);
        evidence(story, evidenceChecks);
        warnings(story, evidenceChecks);
        return evidenceChecks;
    }

    private static void injector(RunStory story, List<EvidenceCheck> evidenceChecks) {
        InjectorFigures injector = story.verdict().injector();
        Totals totals = story.figures().totals();
        evidenceChecks.add(new EvidenceCheck(
                injector.requests() > 0, "Requests", MeasuredText.count(injector.requests()), "at least one"));
        String lag = injector.lagP99Millis() == null
                ? "not known"
                : "99 % started within " + MeasuredText.millis(injector.lagP99Millis()) + ", the last "
                        + MeasuredText.millis(totals.lagMillis(100)) + " late";
        evidenceChecks.add(
                new EvidenceCheck(!injector.saturated(), "Load generator kept its schedule", lag, "not saturated"));
        evidenceChecks.add(new EvidenceCheck(
                injector.intendedKnown() > 0,
                "Intended starts known",
                MeasuredText.count(injector.intendedKnown()) + " of " + MeasuredText.count(injector.requests()),
                "the others count from their actual start, which hides waiting in the generator"));
    }

    private static void load(RunStory story, List<EvidenceCheck> evidenceChecks) {
        for (LoadFigures load : story.verdict().load()) {
            if (load.asPlanned() != null) {
                evidenceChecks.add(new EvidenceCheck(
                        load.asPlanned(),
                        "Load of " + shown(load.cohort()),
                        shown(LoadText.sent(load)),
                        "as planned: within a tenth, or within random variation, and within 1 s"));
            }
        }
    }

    private static void generator(RunStory story, List<EvidenceCheck> evidenceChecks) {
        List<JournalEvent.GeneratorStarved> starved = story.evidence().events(JournalEvent.GeneratorStarved.class);
        for (JournalEvent.GeneratorUsed used : story.evidence().events(JournalEvent.GeneratorUsed.class)) {
            evidenceChecks.add(
                    new EvidenceCheck(
                            starved.isEmpty(),
                            "Load generator's own machine",
                            LoadText.generator(used),
                            "below 95 % of all processors and 98 % of its file descriptors; stalled for at most 2 % of the time"));
        }
        List<JournalEvent.ClockStepped> steps = story.evidence().events(JournalEvent.ClockStepped.class);
        evidenceChecks.add(new EvidenceCheck(
                steps.isEmpty(),
                "Clock",
                steps.isEmpty() ? "no step detected" : "set " + MeasuredText.count(steps.size(), "time"),
                "no step while traffic runs"));
    }

    private static void steady(RunStory story, List<EvidenceCheck> evidenceChecks) {
        for (JournalEvent.SteadyState steady : story.evidence().events(JournalEvent.SteadyState.class)) {
            evidenceChecks.add(new EvidenceCheck(
                    steady.reached(),
                    "Steady state before " + shown(steady.fault()),
                    (steady.reached() ? "every cohort healthy" : "not every cohort healthy")
                            + (steady.seen().isBlank() ? "" : ": " + shown(steady.seen())),
                    "every cohort healthy for "
                            + MeasuredText.length(story.plan().scenario().steadyState())));
        }
    }

    private static void faults(RunStory story, List<EvidenceCheck> evidenceChecks) {
        for (FaultVerdict fault : story.verdict().faults()) {
            String unsure = fault.effectiveUncertaintyMillis() == null
                    ? ""
                    : "; effective known to within " + fault.effectiveUncertaintyMillis() + " ms";
            String bit =
                    fault.wasConfirmed() ? "confirmed" : fault.injected() == null ? "not injected" : "not confirmed";
            evidenceChecks.add(
                    new EvidenceCheck(fault.wasConfirmed(), shown(fault.id()), bit + unsure, "confirmed by a probe"));
        }
    }

    private static void evidence(RunStory story, List<EvidenceCheck> evidenceChecks) {
        Figures figures = story.figures();
        boolean whole = figures.integrity().truncatedAtByte() < 0;
        evidenceChecks.add(new EvidenceCheck(
                whole,
                "Recorded requests",
                whole
                        ? "complete"
                        : "complete up to byte "
                                + MeasuredText.count(figures.integrity().truncatedAtByte()) + ", then truncated",
                "complete"));
        EvidenceFigures files = story.verdict().evidence();
        evidenceChecks.add(new EvidenceCheck(
                files == null ? null : EvidenceFigures.WHOLE.equals(files),
                "Evidence files",
                EvidenceText.found(files),
                "as the run wrote them, by checksum and manifest"));
        boolean ended = !story.evidence().events(JournalEvent.RunEnded.class).isEmpty();
        evidenceChecks.add(new EvidenceCheck(
                ended, "Journal", ended ? "complete" : "has no end: the run was cut short", "complete"));
        Totals totals = figures.totals();
        evidenceChecks.add(new EvidenceCheck(
                null,
                "Requests that do not count",
                MeasuredText.count(totals.warmUp()) + " in warm-up, " + MeasuredText.count(totals.aborted())
                        + " cut short when the run stopped the load, " + MeasuredText.count(totals.outside())
                        + " after the planned end",
                "not counted"));
        if (totals.undrawn() > 0) {
            evidenceChecks.add(new EvidenceCheck(
                    false,
                    "Requests outside the time axis",
                    MeasuredText.count(totals.undrawn()),
                    "none: counted in the figures, not drawn"));
        }
    }

    private static void warnings(RunStory story, List<EvidenceCheck> evidenceChecks) {
        List<String> warnings = new ArrayList<>(story.plan().warnings());
        story.evidence().events(JournalEvent.Warning.class).forEach(warning -> warnings.add(warning.what()));
        warnings.addAll(story.verdict().notes());
        warnings.stream()
                .distinct()
                .forEach(warning -> evidenceChecks.add(new EvidenceCheck(false, "Warning", shown(warning), "none")));
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
