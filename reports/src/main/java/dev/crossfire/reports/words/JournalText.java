package dev.crossfire.reports.words;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.spi.FigureText;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal as a sentence.
 *
 * @param at when it happened
 * @param fault the fault it is about; null when it is about the run
 * @param sentence plain text, ending in a full stop
 */
public record JournalText(Instant at, @Nullable String fault, String sentence) {
    private static final int LONGEST_TEXT = 300;

    /** One event as text. */
    public static JournalText of(JournalEvent event) {
        if (event instanceof JournalEvent.FaultIntended
                || event instanceof JournalEvent.FaultInjected
                || event instanceof JournalEvent.FaultEffective
                || event instanceof JournalEvent.FaultConfirmed
                || event instanceof JournalEvent.FaultCleared) {
            return ofMoment(event);
        }
        if (event instanceof JournalEvent.SteadyState e) {
            return line(
                    e.at(),
                    e.fault(),
                    "Steady state " + (e.reached() ? "was reached" : "was not reached") + seen(e.seen()));
        }
        if (event instanceof JournalEvent.FaultSkipped e) {
            return line(e.at(), e.fault(), "The fault was not injected" + seen(e.why()));
        }
        if (event instanceof JournalEvent.FaultFailed e) {
            return line(e.at(), e.fault(), "The fault failed" + seen(e.why()));
        }
        if (event instanceof JournalEvent.FaultDelivered e) {
            return line(e.at(), e.fault(), "Done " + e.done() + " times of the " + e.asked() + " that were asked for");
        }
        if (event instanceof JournalEvent.HealStarted e) {
            return line(e.at(), e.fault(), "Healing began");
        }
        if (event instanceof JournalEvent.HealEnded e) {
            String proof = e.proven()
                    ? "Verified to be cleared"
                    : "Healing ended, and the fault is not verified to be cleared";
            return line(e.at(), e.fault(), proof + seen(e.seen()));
        }
        if (event instanceof JournalEvent.Rebuilding e) {
            return line(e.at(), e.fault(), "Healed and serving, still being rebuilt" + seen(e.what()));
        }
        return ofRun(event);
    }

    private static JournalText ofMoment(JournalEvent event) {
        if (event instanceof JournalEvent.FaultIntended e) {
            String targets = e.targets().stream().map(JournalText::shown).collect(Collectors.joining(", "));
            return line(e.at(), e.fault(), "About to inject " + shown(e.kind()) + " into " + targets);
        }
        if (event instanceof JournalEvent.FaultInjected e) {
            long millis = Duration.between(e.injected(), e.answered()).toMillis();
            String late = e.late()
                    .map(by -> " " + FigureText.moment(by.toMillis() / 1000.0) + " late")
                    .orElse("");
            return line(e.injected(), e.fault(), "Injected" + late + "; the call returned after " + millis + " ms");
        }
        if (event instanceof JournalEvent.FaultEffective e) {
            // The middle of what is known, as everywhere else.
            Duration half = Duration.between(e.notBefore(), e.notAfter()).dividedBy(2);
            String within = FigureText.count(half.plusNanos(999_999).toMillis()) + " ms";
            return line(e.notBefore().plus(half), e.fault(), "Effective, known to within " + within + seen(e.seen()));
        }
        if (event instanceof JournalEvent.FaultConfirmed e) {
            return line(e.seenAt(), e.fault(), "Confirmed" + seen(e.seen()));
        }
        JournalEvent.FaultCleared e = (JournalEvent.FaultCleared) event;
        return line(e.seenAt(), e.fault(), "Cleared" + seen(e.seen()));
    }

    private static JournalText ofRun(JournalEvent event) {
        if (event instanceof JournalEvent.RunStarted e) {
            return line(e.at(), null, "The run began");
        }
        if (event instanceof JournalEvent.EnvironmentReady e) {
            return line(e.at(), null, shown(e.environment()) + " was ready after " + e.tookMillis() + " ms");
        }
        if (event instanceof JournalEvent.EnvironmentOpened e) {
            return line(
                    e.at(),
                    null,
                    shown(e.environment()) + " was connected: " + shown(e.reference())
                            + (e.cluster() == null
                                    ? ""
                                    : " · " + shown(e.cluster().display())));
        }
        if (event instanceof JournalEvent.LoadReady e) {
            return line(e.at(), null, "The load generator was ready");
        }
        if (event instanceof JournalEvent.LoadStarted e) {
            return line(e.at(), null, "Traffic began");
        }
        if (event instanceof JournalEvent.LoadImported e) {
            return line(e.at(), null, "The requests were recorded elsewhere, in the format " + shown(e.format()));
        }
        if (event instanceof JournalEvent.LoadEnded e) {
            String problem = e.problem() == null ? "" : seen(e.problem());
            return line(e.at(), null, "Traffic ended after " + MeasuredText.count(e.requests(), "request") + problem);
        }
        if (event instanceof JournalEvent.LedgerKept e) {
            return line(
                    e.at(),
                    null,
                    "The ledger is on disk: " + MeasuredText.count(e.entries()) + " writes and answers to them");
        }
        if (event instanceof JournalEvent.LedgerRead e) {
            String problem = e.problem() == null ? "" : seen(e.problem());
            return line(e.at(), null, "The system's records have " + MeasuredText.count(e.rows()) + " rows" + problem);
        }
        if (event instanceof JournalEvent.Aborted e) {
            return line(e.at(), null, "Stopped early" + seen(e.why()));
        }
        if (event instanceof JournalEvent.AbortConditionMet e) {
            return line(e.at(), null, "The abort condition of the scenario was met" + seen(e.seen()));
        }
        if (event instanceof JournalEvent.Warning e) {
            return line(e.at(), null, "Warning" + seen(e.what()));
        }
        if (event instanceof JournalEvent.Broken e) {
            return line(e.at(), null, "Crossfire or the environment failed" + seen(e.why()));
        }
        return ofGenerator(event);
    }

    private static JournalText ofGenerator(JournalEvent event) {
        if (event instanceof JournalEvent.GeneratorStarved e) {
            return line(e.at(), null, "The load generator exhausted " + shown(e.resource()) + seen(e.seen()));
        }
        if (event instanceof JournalEvent.GeneratorUsed e) {
            return line(e.at(), null, "The load generator used " + LoadText.generator(e));
        }
        if (event instanceof JournalEvent.ClockStepped e) {
            return line(e.at(), null, "The machine's clock was set by " + Math.round(e.byMillis()) + " ms");
        }
        if (event instanceof JournalEvent.AssertionsDeclared e) {
            return line(
                    e.at(),
                    null,
                    "The simulation has " + MeasuredText.count(e.texts().size(), "assertion") + " of its own");
        }
        if (event instanceof JournalEvent.AssertionsEvaluated e) {
            long held = e.results().stream()
                    .filter(result -> Boolean.TRUE.equals(result.held()))
                    .count();
            String all = MeasuredText.count(e.results().size(), "assertion");
            return line(e.at(), null, "Of the simulation's own " + all + ", " + MeasuredText.count(held) + " passed");
        }
        if (event instanceof JournalEvent.LoadCut e) {
            String cut = MeasuredText.count(e.users(), "active user") + " and "
                    + MeasuredText.count(e.requests(), "request");
            return line(e.at(), null, "The load was cut at its duration, with " + cut + " in flight");
        }
        if (event instanceof JournalEvent.RequestsNotBuilt e) {
            String reasons = seen(String.join("; ", e.reasons()));
            return line(e.at(), null, MeasuredText.count(e.count(), "request") + " could not be built" + reasons);
        }
        if (event instanceof JournalEvent.AfterHookFailed e) {
            return line(e.at(), null, "The simulation's after() did not succeed" + seen(e.why()));
        }
        return ofGuardian(event);
    }

    private static JournalText ofGuardian(JournalEvent event) {
        if (event instanceof JournalEvent.GuardianReady e) {
            return line(e.at(), null, "The guardian was ready");
        }
        if (event instanceof JournalEvent.Fenced e) {
            return line(e.at(), null, "Healing was taken over from the run" + seen(e.why()));
        }
        if (event instanceof JournalEvent.AllClear e) {
            return line(e.at(), null, "No leftover of the run remains");
        }
        if (event instanceof JournalEvent.LeftoverCleared e) {
            return line(e.at(), null, (e.removed() ? "Removed" : "Could not be removed") + seen(e.what()));
        }
        return line(event.at(), null, "The run ended without leftovers");
    }

    private static JournalText line(Instant at, @Nullable String fault, String sentence) {
        return new JournalText(at, fault, sentence.endsWith(".") || sentence.endsWith("…") ? sentence : sentence + ".");
    }

    private static String seen(String what) {
        return what.isBlank() ? "" : ": " + shown(what);
    }

    private static String shown(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
