package dev.crossfire.reports.html;

import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.figures.CloseUp;
import dev.crossfire.reports.figures.RequestTimeline;
import dev.crossfire.reports.html.PageContent.AuditLine;
import dev.crossfire.reports.html.PageContent.BulletChart;
import dev.crossfire.reports.html.PageContent.CloseUpView;
import dev.crossfire.reports.html.PageContent.CohortKey;
import dev.crossfire.reports.html.PageContent.FaultAudit;
import dev.crossfire.reports.html.PageContent.ObjectiveView;
import dev.crossfire.reports.html.PageContent.RepeatSection;
import dev.crossfire.reports.html.PageContent.Table;
import dev.crossfire.reports.story.Impact;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import dev.crossfire.reports.words.Advice;
import dev.crossfire.reports.words.FirstSentence;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.JournalText;
import dev.crossfire.reports.words.LoadText;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.ObjectiveText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the page of a run. */
public final class Pages {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_TITLE = 160;
    private static final int LONGEST_WHY = 400;
    private static final int MOST_LINES = 200;

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final Set<String> UNITS = Set.of("ms", "s", "min", "h");

    private Pages() {}

    /**
     * The page of a run.
     *
     * @throws IOException when one of its resources is missing
     */
    public static PageContent of(RunStory story) throws IOException {
        Verdict verdict = story.verdict();
        List<DrawnCohort> cohorts = DrawnCohort.of(story);
        String word = OutcomeMarks.word(verdict.outcome());
        return new PageContent(
                word + " " + name(verdict.scenario()),
                OutcomeMarks.key(verdict.outcome()),
                word,
                OutcomeMarks.shape(verdict.outcome()),
                name(verdict.scenario()),
                Redactor.text(story.plan().scenario().title(), LONGEST_TITLE),
                unbroken(FirstSentence.of(story.plan(), verdict)),
                unbroken(Headline.of(verdict)),
                facts(story),
                Advice.of(story.evidence(), verdict),
                verdict.objectives().stream()
                        .map(objective -> objective(objective, ObjectiveText.applies(story.plan(), objective)))
                        .toList(),
                IntStream.range(0, cohorts.size())
                        .mapToObj(i -> new CohortKey(i, cohorts.get(i).name()))
                        .toList(),
                caption(story, cohorts),
                Impact.of(story).stream()
                        .map(ImpactText::of)
                        .map(Pages::unbroken)
                        .toList(),
                TimelineTables.users(story.figures().timeline(), cohorts),
                TimelineTables.system(story),
                TimelineTables.events(story),
                closeUps(story),
                Tables.recovery(story),
                Tables.reasons(story),
                Tables.phases(story),
                RequestTables.names(story),
                RequestTables.percentiles(story),
                Tables.errors(story),
                writes(verdict.ledger()),
                audit(story),
                blast(story.plan()),
                EvidenceCheck.of(story),
                RepeatSection.of(story.plan(), verdict),
                Assets.of(Charts.of(story, cohorts)));
    }

    /** No line may break between a figure and its unit. */
    private static String unbroken(String sentence) {
        StringBuilder text = new StringBuilder(sentence);
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && Character.isDigit(text.charAt(i - 1)) && isUnitAt(sentence, i + 1)) {
                text.setCharAt(i, NO_BREAK_SPACE);
            }
        }
        return text.toString();
    }

    private static boolean isUnitAt(String sentence, int start) {
        int end = start;
        while (end < sentence.length() && Character.isLetter(sentence.charAt(end))) {
            end++;
        }
        return sentence.startsWith("%", start) || UNITS.contains(sentence.substring(start, end));
    }

    private static List<String> facts(RunStory story) {
        List<String> facts = new ArrayList<>();
        LoadText.systemUnderTest(story.verdict()).ifPresent(facts::add);
        LoadText.cluster(story.verdict()).ifPresent(facts::add);
        facts.addAll(List.of(
                name(story.verdict().environment()),
                "seed " + story.verdict().seed(),
                story.zero()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace('T', ' ')
                        .replace("Z", " UTC"),
                MeasuredText.length(story.end()) + " of load",
                Headline.tally(story.plan(), story.verdict())));
        return facts;
    }

    /** An objective as both kinds of pages show it. */
    public static ObjectiveView objective(ObjectiveVerdict objective) {
        return objective(objective, true);
    }

    private static ObjectiveView objective(ObjectiveVerdict objective, boolean applies) {
        List<String> subject = new ArrayList<>(List.of(name(objective.kind().replace('-', ' '))));
        if (objective.cohort() != null) {
            subject.add(name(objective.cohort()));
        }
        if (objective.phase() != null) {
            subject.add(ObjectiveText.phase(objective.phase()));
        } else if (objective.fault() != null) {
            subject.add("after " + name(objective.fault()));
        }
        return new ObjectiveView(
                name(objective.id()),
                applies ? OutcomeMarks.key(objective.outcome()) : "not-applicable",
                applies ? OutcomeMarks.shape(objective.outcome()) : MeasuredText.NOTHING,
                String.join(", ", subject),
                ObjectiveText.target(objective),
                MeasuredText.measured(objective.measured()),
                MeasuredText.interval(objective.measured()),
                BulletChart.of(objective).orElse(null),
                unbroken(ObjectiveText.why(objective, LONGEST_WHY)));
    }

    private static String caption(RunStory story, List<DrawnCohort> cohorts) {
        int all = story.figures().totals().cohorts();
        return all > RequestTimeline.MOST_COHORTS
                ? "The first " + cohorts.size() + " of " + all + " cohorts are drawn."
                : "";
    }

    private static List<CloseUpView> closeUps(RunStory story) {
        List<CloseUp> closeUps = story.figures().closeUps();
        return IntStream.range(0, closeUps.size())
                .mapToObj(i -> new CloseUpView(
                        i,
                        name(closeUps.get(i).window().fault()),
                        thinning(closeUps.get(i)),
                        Tables.points(closeUps.get(i), story)))
                .toList();
    }

    private static String thinning(CloseUp closeUp) {
        return drawn(closeUp.bad().kept().size(), closeUp.bad().seen(), "bad") + "; "
                + drawn(closeUp.good().kept().size(), closeUp.good().seen(), "good") + ".";
    }

    private static String drawn(int kept, long seen, String what) {
        if (seen == 0) {
            return "no " + what + " request";
        }
        return kept == seen
                ? "all " + MeasuredText.count(seen) + " " + what + " requests drawn"
                : MeasuredText.count(kept) + " of " + MeasuredText.count(seen) + " " + what
                        + " requests drawn, evenly thinned";
    }

    private static @Nullable Table writes(LedgerFigures ledger) {
        if (ledger.equals(LedgerFigures.NONE)) {
            return null;
        }
        return Tables.writes(ledger);
    }

    private static List<FaultAudit> audit(RunStory story) {
        Map<String, List<AuditLine>> byFault = new LinkedHashMap<>();
        story.verdict().faults().forEach(fault -> byFault.put(fault.id(), new ArrayList<>()));
        List<AuditLine> ofRun = new ArrayList<>();
        // An event is written when it is known, which may be long after it happened.
        List<JournalText> inOrder = story.evidence().journal().stream()
                .map(JournalText::of)
                .sorted(Comparator.comparing(JournalText::at))
                .toList();
        for (JournalText event : inOrder) {
            String fault = event.fault();
            List<AuditLine> lines = fault == null ? ofRun : byFault.computeIfAbsent(fault, id -> new ArrayList<>());
            if (lines.size() < MOST_LINES) {
                lines.add(new AuditLine(
                        Tables.clock(story.seconds(event.at())),
                        event.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                        event.sentence()));
            }
        }
        byFault.put("", ofRun);
        return byFault.entrySet().stream()
                .map(entry -> new FaultAudit(name(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static List<String> blast(Plan plan) {
        List<String> blast = new ArrayList<>();
        if (plan.faultsDisabled()) {
            blast.add("A control run: no fault was planned.");
        }
        Plan.BlastRadius radius = plan.blastRadius();
        blast.add("Planned at most: " + MeasuredText.count(radius.targets(), "target")
                + (radius.zones() == 0 ? "" : " with " + MeasuredText.count(radius.zones(), "whole zone"))
                + " at one time, each for at most " + MeasuredText.length(radius.longest())
                + " with the time to clear it.");
        for (Plan.PlannedFault fault : plan.faults()) {
            if (fault.irreversible() != null) {
                String what = Redactor.text(fault.irreversible(), LONGEST_WHY);
                blast.add(name(fault.spec().id()) + " cannot be undone completely: " + what
                        + (what.endsWith("…") ? "" : "."));
            }
        }
        return blast;
    }

    private static String name(String name) {
        return Redactor.text(name, LONGEST_NAME);
    }
}
