package dev.crossfire.progress;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.PrintableText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run on one line that rewrites itself, or on plain lines when no terminal is attached; the text of others is
 * escaped.
 */
public final class ProgressLine implements ProgressListener {
    private static final String REWRITE = "\r\033[K";
    private static final int PLAIN_EVERY_SECONDS = 10;
    private static final int WIDTH = 80;

    private final PrintWriter out;
    private final boolean watched;
    private final boolean quiet;
    private List<PlannedFault> faults = List.of();
    /** Cohorts whose requests are others', too. */
    private Set<String> selecting = Set.of();

    private String phase = "";
    private String label = "";
    private String last = "";
    private int again;
    /** Of the load's last plain line; null before the first. */
    private @Nullable Integer plainSecond;

    public ProgressLine(PrintWriter out, boolean watched, boolean quiet) {
        this.out = out;
        this.watched = watched;
        this.quiet = quiet;
    }

    /** From now on the next fault is shown. */
    public synchronized void follow(Plan plan) {
        plainSecond = null;
        selecting = plan.scenario().load().selections().keySet();
        faults = plan.faultsDisabled() ? List.of() : plan.faults();
    }

    /** From now on every line begins with this. */
    public synchronized void label(String of) {
        label = of + " · ";
    }

    @Override
    public synchronized void phase(String what) {
        phase = what;
        show(what, true);
    }

    @Override
    public synchronized void event(String what) {
        if (!quiet) {
            line(what);
        }
    }

    /** A line that stays; an equal one is counted instead. */
    private void line(String what) {
        if (what.equals(last)) {
            again++;
            return;
        }
        countAgain();
        last = what;
        out.print(watched ? REWRITE : "");
        out.println("  " + PrintableText.lines(what));
        out.flush();
    }

    private void countAgain() {
        if (again > 0) {
            out.print(watched ? REWRITE : "");
            out.println("  the same " + (again == 1 ? "once" : again + " times") + " more");
            out.flush();
            again = 0;
        }
    }

    @Override
    public synchronized void second(Frame frame, Duration left) {
        if (frame.second() >= 0) {
            phase = "under load";
        }
        StringBuilder line = new StringBuilder(phase);
        line.append(String.format(Locale.ROOT, " · %d:%02d left", left.toMinutes(), left.toSecondsPart()));
        long done = 0;
        long errors = 0;
        long waiting = 0;
        double p95 = 0;
        for (Map.Entry<String, CohortFrame> entry : frame.cohorts().entrySet()) {
            if (selecting.contains(entry.getKey())) {
                continue;
            }
            CohortFrame cohort = entry.getValue();
            done += cohort.done();
            errors += cohort.errors();
            waiting += cohort.users() == null ? 0 : cohort.users().waiting();
            p95 = Math.max(p95, cohort.p95Millis() == null ? 0 : cohort.p95Millis());
        }
        line.append(
                String.format(Locale.ROOT, " · %d/s · errors %.1f %%", done, done == 0 ? 0.0 : 100.0 * errors / done));
        line.append(String.format(Locale.ROOT, " · p95 %.0f ms", p95));
        if (waiting > 0) {
            line.append(" · ").append(waiting).append(waiting == 1 ? " user waits" : " users wait");
        }
        PlannedFault next = nextAfter(frame.second() + 1);
        if (next != null && next.at() != null) {
            line.append(" · ")
                    .append(next.spec().id())
                    .append(" in ")
                    .append(next.at().toSeconds() - frame.second() - 1)
                    .append(" s");
        }
        // Not by the number of the second: a generator that stalls may leave out the tenth.
        boolean due = plainSecond == null || frame.second() - plainSecond >= PLAIN_EVERY_SECONDS;
        plainSecond = due ? Integer.valueOf(frame.second()) : plainSecond;
        show(line.toString(), due);
    }

    private @Nullable PlannedFault nextAfter(int second) {
        for (PlannedFault fault : faults) {
            if (fault.at() != null && fault.at().toSeconds() >= second) {
                return fault;
            }
        }
        return null;
    }

    /** Wipes the line that rewrites itself. */
    public synchronized void close() {
        countAgain();
        last = "";
        if (watched && !quiet) {
            out.print(REWRITE);
            out.flush();
        }
    }

    private void show(String what, boolean worthALine) {
        if (quiet) {
            return;
        }
        String text = PrintableText.line(label + what);
        if (watched) {
            String cut = text.length() > WIDTH - 3 ? text.substring(0, WIDTH - 3) : text;
            out.print(REWRITE + "  " + cut);
            out.flush();
        } else if (worthALine) {
            line(text);
        }
    }
}
