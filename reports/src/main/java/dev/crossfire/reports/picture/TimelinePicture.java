package dev.crossfire.reports.picture;

import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.picture.Canvas.Box;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import dev.crossfire.reports.words.FirstSentence;
import dev.crossfire.reports.words.Headline;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import java.time.temporal.ChronoUnit;

/** The timeline of a run as a picture: faults, rates, errors and latencies on one time axis. */
public final class TimelinePicture {
    static final double LEFT = 72;
    static final double RIGHT = Picture.WIDTH - 20;
    private static final double TITLE = 32;
    private static final double RATES = 96;
    private static final double ERRORS = 72;
    private static final double LATENCIES = 104;
    private static final double FOOT = 52;

    private final RunStory story;
    private final View view;
    private final PictureHead head;
    private final FaultLanes lanes;

    private TimelinePicture(RunStory story) {
        this.story = story;
        view = View.of(story);
        Verdict verdict = story.verdict();
        head = PictureHead.of(verdict, FirstSentence.of(story.plan(), verdict), facts(story));
        lanes = FaultLanes.of(story, view);
    }

    /** The picture of a run. */
    public static Picture of(RunStory story) {
        TimelinePicture picture = new TimelinePicture(story);
        return new Picture(story.verdict(), Headline.of(story.verdict()), picture.height(), picture::draw);
    }

    private double height() {
        return head.height() + lanes.height() + 3 * TITLE + RATES + ERRORS + LATENCIES + FOOT;
    }

    private void draw(Canvas canvas) {
        head.draw(canvas);
        Axis time = new Axis(view.from(), view.to(), LEFT, RIGHT, false);
        double lanesTop = head.height();
        Box rates = below(lanesTop + lanes.height(), RATES);
        Box errors = below(rates.bottom(), ERRORS);
        Box latencies = below(errors.bottom(), LATENCIES);
        for (Box box : new Box[] {rates, errors, latencies}) {
            lanes.shade(canvas, time, box.top(), box.bottom());
        }
        RequestPanels panels = new RequestPanels(canvas, time, view.timeline(), DrawnCohort.of(story));
        panels.rates(rates);
        panels.errors(errors);
        panels.latencies(latencies);
        lanes.draw(canvas, time, lanesTop);
        time.draw(canvas, latencies.bottom(), moments());
    }

    private static Box below(double bottom, double height) {
        return new Box(LEFT, bottom + TITLE, RIGHT, bottom + TITLE + height);
    }

    private String moments() {
        String part = view.isWhole()
                ? ""
                : "; " + FigureText.moment(view.from()) + " to " + FigureText.moment(view.to()) + " of "
                        + FigureText.number(story.end().toNanos() / 1e9) + " s";
        return "seconds after load began at " + story.zero().truncatedTo(ChronoUnit.SECONDS) + part;
    }

    private static String facts(RunStory story) {
        Verdict verdict = story.verdict();
        String commit = verdict.labels().getOrDefault("commit", "");
        return Headline.tally(story.plan(), verdict) + " passed · environment "
                + Redactor.text(verdict.environment(), Picture.LONGEST_NAME) + " · seed " + verdict.seed() + " · "
                + Redactor.text(verdict.run(), Picture.LONGEST_NAME)
                + (commit.isEmpty() ? "" : " · commit " + Redactor.text(commit, 12));
    }
}
