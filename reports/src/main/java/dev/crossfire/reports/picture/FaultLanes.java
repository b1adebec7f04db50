package dev.crossfire.reports.picture;

import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.reports.picture.Canvas.Anchor;
import dev.crossfire.reports.picture.Canvas.Box;
import dev.crossfire.reports.picture.Canvas.Lettering;
import dev.crossfire.reports.picture.Canvas.Pen;
import dev.crossfire.reports.picture.Canvas.Point;
import dev.crossfire.reports.story.Impact.TimeSpan;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row for each fault with its moments, and one for each cohort with the time in which it was unhealthy. */
final class FaultLanes {
    private static final double ROW = 34;
    private static final double TEXT = 12;
    private static final double BAR_TOP = 18;
    private static final double BAR_BOTTOM = 28;
    private static final int MOST_FAULTS = 3;
    private static final int MOST_COHORTS = 3;
    private static final int LONGEST_NAME = 40;
    private static final Pen EDGE = new Pen(Palette.INK, Palette.THIN);
    private static final Pen SLANTED = new Pen(Palette.HATCH, Palette.THIN);
    private static final Pen WHISKER = new Pen(Palette.INK, 1.5);
    private static final Pen FAINT = new Pen("#cfd4d8", Palette.THIN);

    private final List<FaultRow> faults;
    private final List<UserRow> users;

    /** A fault that began; its end is that of the picture when it was not seen. */
    private record FaultRow(
            FaultVerdict fault,
            double injected,
            @Nullable Double effective,
            @Nullable Double confirmed,
            TimeSpan span,
            String text) {}

    /**
     * A cohort's recovery from a fault.
     *
     * @param span null when it stayed healthy, or nothing is known
     * @param low the earliest end of the span; null when none was seen
     */
    private record UserRow(
            @Nullable TimeSpan span,
            @Nullable Double low,
            @Nullable Double high,
            String text) {}

    private FaultLanes(List<FaultRow> faults, List<UserRow> users) {
        this.faults = faults;
        this.users = users;
    }

    static FaultLanes of(RunStory story, View view) {
        List<FaultRow> faults = new ArrayList<>();
        List<UserRow> users = new ArrayList<>();
        for (FaultVerdict fault : story.verdict().faults()) {
            if (fault.injected() != null && faults.size() < MOST_FAULTS) {
                FaultRow row = row(fault, story, view.to());
                if (view.shows(row.span().from(), row.span().to())) {
                    faults.add(row);
                    users.addAll(users(row, story, view.to()));
                }
            }
        }
        return new FaultLanes(faults, users);
    }

    private static FaultRow row(FaultVerdict fault, RunStory story, double end) {
        double injected = fault.injected() == null ? 0 : story.seconds(fault.injected());
        Double effective = fault.effective() == null ? null : (Double) story.seconds(fault.effective());
        Double confirmed = fault.confirmed() == null ? null : (Double) story.seconds(fault.confirmed());
        Double cleared = fault.cleared() == null ? null : (Double) story.seconds(fault.cleared());
        String name = Redactor.text(fault.id(), LONGEST_NAME);
        String text = name + ": "
                + (effective == null
                        ? "injected " + moment(injected) + ", no effect seen"
                        : "effective " + moment(effective))
                + (confirmed == null ? ", not confirmed" : " · confirmed " + moment(confirmed))
                + (cleared == null
                        ? fault.wasCleared() ? "" : " · NOT verified to be cleared"
                        : " · cleared " + moment(cleared));
        return new FaultRow(
                fault, injected, effective, confirmed, new TimeSpan(injected, cleared == null ? end : cleared), text);
    }

    private static List<UserRow> users(FaultRow row, RunStory story, double end) {
        return story.verdict().recovery().stream()
                .filter(recovery -> recovery.fault().equals(row.fault().id()))
                .limit(MOST_COHORTS)
                .map(recovery -> user(recovery, row, end))
                .toList();
    }

    private static UserRow user(CohortRecovery recovery, FaultRow row, double end) {
        Double effective = row.effective();
        String text = Headline.recovery(recovery);
        boolean healthy =
                recovery.state() == RecoveryState.NO_IMPACT || recovery.state() == RecoveryState.UNHEALTHY_BEFORE;
        if (healthy || effective == null) {
            return new UserRow(null, null, null, text);
        }
        double onset = effective + (recovery.onsetSeconds() == null ? 0 : recovery.onsetSeconds());
        Double took = recovery.seconds();
        if (took == null) {
            return new UserRow(new TimeSpan(onset, end), null, null, text);
        }
        double low = effective + (recovery.low() == null ? took : recovery.low());
        double high = effective + (recovery.high() == null ? took : recovery.high());
        return new UserRow(new TimeSpan(Math.min(onset, effective + took), effective + took), low, high, text);
    }

    double height() {
        return ROW * (faults.size() + users.size()) + (faults.isEmpty() ? ROW : 0);
    }

    /** Marks faults, harm and the ends of recovery in the charts; drawn first, so that all lines lie above it. */
    void shade(Canvas canvas, Axis time, double top, double bottom) {
        for (FaultRow row : faults) {
            double from = row.effective() == null ? row.injected() : row.effective();
            canvas.hatch(
                    new Box(time.position(from), top, time.position(row.span().to()), bottom), FAINT, 8);
        }
        for (UserRow row : users) {
            TimeSpan span = row.span();
            if (span != null) {
                Box box = new Box(time.position(span.from()), top, time.position(span.to()), bottom);
                canvas.fill(box, Palette.HARM, 0.10);
            }
            Double low = row.low();
            Double high = row.high();
            if (low != null && high != null) {
                double early = time.position(low);
                double late = Math.max(time.position(high), early + 1.5);
                canvas.fill(new Box(early, top, late, bottom), Palette.HARM, 0.35);
            }
        }
    }

    /** Draws the rows; a whisker is the bracket of a recovery. */
    void draw(Canvas canvas, Axis time, double top) {
        double y = top;
        for (FaultRow row : faults) {
            label(canvas, time, "fault", row.text(), row.span().from(), y);
            fault(canvas, time, row, y);
            y += ROW;
        }
        for (UserRow row : users) {
            TimeSpan span = row.span();
            label(canvas, time, "users", row.text(), span == null ? time.from() : span.from(), y);
            user(canvas, time, row, y);
            y += ROW;
        }
        if (faults.isEmpty()) {
            label(canvas, time, "fault", "no fault was injected", time.from(), y);
        }
    }

    private static void fault(Canvas canvas, Axis time, FaultRow row, double y) {
        Box box = new Box(
                time.position(row.span().from()),
                y + BAR_TOP,
                time.position(row.span().to()),
                y + BAR_BOTTOM);
        canvas.hatch(box, SLANTED, 4);
        List<Point> outline = new ArrayList<>(box.outline());
        outline.add(outline.get(0));
        canvas.line(outline, EDGE);
        Double effective = row.effective();
        if (effective != null) {
            double x = time.position(effective);
            canvas.fill(new Box(x - 1.5, y + BAR_TOP - 3, x + 1.5, y + BAR_BOTTOM + 3), Palette.INK, 1);
        }
        Double confirmed = row.confirmed();
        if (confirmed != null) {
            double x = time.position(confirmed);
            double middle = y + (BAR_TOP + BAR_BOTTOM) / 2;
            canvas.fill(
                    List.of(
                            new Point(x, middle - 6),
                            new Point(x + 6, middle),
                            new Point(x, middle + 6),
                            new Point(x - 6, middle)),
                    Palette.INK,
                    1);
        }
    }

    private static void user(Canvas canvas, Axis time, UserRow row, double y) {
        TimeSpan span = row.span();
        double middle = y + (BAR_TOP + BAR_BOTTOM) / 2;
        canvas.line(time.fromPixel(), middle, time.toPixel(), middle, new Pen(Palette.RULE, Palette.THIN));
        if (span == null) {
            return;
        }
        double from = time.position(span.from());
        double to = Math.max(time.position(span.to()), from + 2);
        canvas.fill(new Box(from, y + BAR_TOP, to, y + BAR_BOTTOM), Palette.HARM, 1);
        Double low = row.low();
        Double high = row.high();
        if (low != null && high != null) {
            double early = time.position(low);
            double late = Math.max(time.position(high), early + 1.5);
            canvas.line(early, middle, late, middle, WHISKER);
            canvas.line(early, y + BAR_TOP - 2, early, y + BAR_BOTTOM + 2, WHISKER);
            canvas.line(late, y + BAR_TOP - 2, late, y + BAR_BOTTOM + 2, WHISKER);
        }
    }

    private static void label(Canvas canvas, Axis time, String what, String text, double from, double y) {
        canvas.text(
                new Point(time.fromPixel() - 8, y + BAR_BOTTOM - 1),
                what,
                Lettering.soft(TEXT).at(Anchor.END));
        double x = Math.max(time.position(from), time.fromPixel());
        String shown = TextFit.cut(text, TEXT, time.toPixel() - time.fromPixel());
        boolean fits = x + TextFit.width(shown, TEXT, false) <= time.toPixel();
        canvas.text(
                new Point(fits ? x : time.toPixel(), y + BAR_TOP - 6),
                shown,
                fits ? Lettering.plain(TEXT) : Lettering.plain(TEXT).at(Anchor.END));
    }

    private static String moment(double seconds) {
        return FigureText.moment(seconds);
    }
}
