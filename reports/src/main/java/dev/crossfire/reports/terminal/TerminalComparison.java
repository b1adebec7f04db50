package dev.crossfire.reports.terminal;

import dev.crossfire.judge.compare.RunComparison;
import dev.crossfire.judge.compare.RunComparison.ComparisonOutcome;
import dev.crossfire.judge.compare.RunComparison.Figure;
import dev.crossfire.judge.compare.RunComparison.Side;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.reports.terminal.TerminalStyle.Screen;
import dev.crossfire.reports.words.MeasuredText;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import dev.crossfire.spi.FigureText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the comparison of two sets of runs on one screen. */
public final class TerminalComparison {
    private static final int LONGEST_TEXT = 160;
    private static final int LONGEST_NOTE = 400;
    private static final double SMALLEST_P_VALUE = 0.0001;

    private TerminalComparison() {}

    /** The screen, ending in a newline. */
    public static String of(RunComparison comparison, TerminalStyle style) {
        Screen screen = new Screen();
        screen.wrapped("  " + word(comparison.outcome()) + "  " + text(comparison.scenario()), 2)
                .wrapped("  " + side(comparison.first()) + " → " + side(comparison.second()), 4)
                .gap();
        comparison.figures().forEach(figure -> figure(figure, screen));
        comparison.notes().forEach(note -> screen.wrapped("  ! " + Redactor.text(note, LONGEST_NOTE), 4));
        return style.shown(screen);
    }

    private static String word(ComparisonOutcome outcome) {
        return outcome.name().replace('_', ' ');
    }

    private static String side(Side side) {
        return text(side.name()) + " (" + side.used() + " of " + MeasuredText.count(side.runs(), "run") + ")";
    }

    private static void figure(Figure figure, Screen screen) {
        String of = OutcomeMarks.plain(figure.kind()) + " of " + text(figure.cohort())
                + (figure.fault() == null ? "" : " after " + text(figure.fault()));
        screen.split(
                "  " + shape(figure.outcome()) + " " + of + ": " + value(figure.firstMedian(), figure) + " → "
                        + value(figure.secondMedian(), figure),
                OutcomeMarks.plain(figure.outcome()));
        if (figure.pValue() != null) {
            screen.wrapped(
                    "      shift " + difference(figure.shift(), figure) + " (" + difference(figure.low(), figure)
                            + " to "
                            + difference(figure.high(), figure) + "), margin " + difference(figure.margin(), figure)
                            + "; p-value " + pValue(figure.pValue()) + ", adjusted for all figures "
                            + pValue(figure.adjustedPValue()) + " (" + figure.method() + ")",
                    6);
        }
        screen.wrapped("      " + figure.why(), 6).gap();
    }

    private static String shape(ComparisonOutcome outcome) {
        return switch (outcome) {
            case SAME -> "=";
            case BETTER -> "✓";
            case WORSE -> "✗";
            case INCONCLUSIVE -> "?";
        };
    }

    private static String value(@Nullable Double value, Figure figure) {
        return value == null
                ? MeasuredText.NOTHING
                : MeasuredText.measured(new MeasuredFigure(value, null, null, figure.unit()));
    }

    /** The distance between two shares is in points, not a share of either. */
    private static String difference(@Nullable Double value, Figure figure) {
        if (value == null) {
            return "unknown";
        }
        return figure.unit().equals("ratio") ? FigureText.barePercent(value) + " points" : value(value, figure);
    }

    private static String pValue(@Nullable Double value) {
        if (value == null) {
            return MeasuredText.NOTHING;
        }
        return value < SMALLEST_P_VALUE
                ? String.format(Locale.ROOT, "below %.4f", SMALLEST_P_VALUE)
                : new BigDecimal(value).round(new MathContext(2)).toPlainString();
    }

    private static String text(String text) {
        return Redactor.text(text, LONGEST_TEXT);
    }
}
