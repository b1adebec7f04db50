package dev.crossfire.reports.html;

import dev.crossfire.reports.story.Impact;
import dev.crossfire.reports.story.Impact.TimeSpan;
import dev.crossfire.reports.story.Impact.UserSpan;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import java.util.stream.Collectors;

/** Tells when a fault impacted users and when it was in effect without measurable impact. */
final class ImpactText {
    private static final int LONGEST_NAME = 40;

    private ImpactText() {}

    /** One sentence for a fault; moments are seconds after t = 0. */
    static String of(Impact impact) {
        String users = impact.users().isEmpty()
                ? "users stayed healthy"
                : "users impacted: "
                        + impact.users().stream().map(ImpactText::users).collect(Collectors.joining(", "));
        return Redactor.text(impact.fault(), LONGEST_NAME) + ": " + users + "; " + withoutImpact(impact) + ".";
    }

    private static String users(UserSpan user) {
        return Redactor.text(user.cohort(), LONGEST_NAME) + " " + span(user.span())
                + (user.ended() ? "" : " (end not seen)");
    }

    private static String withoutImpact(Impact impact) {
        String end = impact.cleared() ? "" : " (the fault was not seen to be cleared)";
        if (impact.withoutImpact().isEmpty()) {
            return "in effect " + span(new TimeSpan(impact.from(), impact.to())) + end;
        }
        return "in effect without measurable impact: "
                + impact.withoutImpact().stream().map(ImpactText::span).collect(Collectors.joining(", "))
                + end;
    }

    /** As {@code 5.03–6.22 s}. */
    static String span(TimeSpan span) {
        return FigureText.bareMoment(span.from()) + "–" + FigureText.moment(span.to());
    }
}
