package dev.crossfire.reports.words;

import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.Drills.Quantile;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.Drills.ShareEstimate;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The result of drills as a whole, as text. */
public final class DrillsText {
    private static final int LONGEST_NAME = 40;

    private DrillsText() {}

    /** How many passed, as {@code 9 of 10 drills passed}. */
    public static String tally(Drills drills) {
        return number(drills.passed()) + " of " + MeasuredText.count(drills.count(), "drill") + " passed";
    }

    /** What the share of passes shows about all further drills; empty when no drill gave an answer. */
    public static String share(Drills drills) {
        @Nullable ShareEstimate share = drills.passShare();
        return share == null
                ? ""
                : "With " + MeasuredText.percent(share.confidence()) + " confidence between "
                        + MeasuredText.percent(share.low()) + " and " + MeasuredText.percent(share.high())
                        + " of such drills pass.";
    }

    /** The answer in a few sentences. */
    public static String headline(Verdict verdict) {
        Drills drills = verdict.drills();
        List<String> sentences = new ArrayList<>();
        sentences.add(tally(drills) + others(drills) + ".");
        if (drills.stopped() != null) {
            sentences.add("It ended early: " + drills.stopped() + ".");
        }
        drills.recovery().stream().limit(1).forEach(one -> sentences.add(name(one) + ": " + recovery(one) + "."));
        return sentences.stream().filter(one -> !one.isBlank()).collect(Collectors.joining(" "));
    }

    private static String others(Drills drills) {
        List<String> others = new ArrayList<>();
        other(others, drills.failed(), "failed");
        other(others, drills.inconclusive(), "inconclusive");
        other(others, drills.errored(), "ended in an error");
        return others.isEmpty() ? "" : "; " + String.join(", ", others);
    }

    private static void other(List<String> others, @Nullable Integer count, String what) {
        if (count != null && count > 0) {
            others.add(count + " " + what);
        }
    }

    /** Whose recovery from what, as {@code buyers after writer-lost}. */
    public static String name(RecoveryDistribution recovery) {
        return Redactor.text(recovery.cohort(), LONGEST_NAME) + " after "
                + Redactor.text(recovery.fault(), LONGEST_NAME);
    }

    /** How long recovery took, as a clause. */
    public static String recovery(RecoveryDistribution recovery) {
        int said = recovery.recovered() + recovery.noImpact() + recovery.notRecovered();
        if (said == 0) {
            return "no drill has a figure";
        }
        List<String> clauses = new ArrayList<>();
        if (recovery.noImpact() == said) {
            clauses.add("no measurable impact in " + (said == 1 ? "the one drill" : "any of these " + said));
        } else {
            addTimes(clauses, recovery, said);
        }
        if (recovery.excluded() > 0) {
            clauses.add(recovery.excluded() + " excluded");
        }
        return String.join(", ", clauses);
    }

    private static void addTimes(List<String> clauses, RecoveryDistribution recovery, int said) {
        clauses.add(
                recovery.medianSeconds() == null
                        ? "not recovered in half of the drills or more"
                        : "recovered after " + MeasuredText.seconds(recovery.medianSeconds()) + " (median of these "
                                + said + ")");
        clauses.add(
                recovery.longestSeconds() == null
                        ? recovery.notRecovered() + " of " + said + " were not seen to recover"
                        : MeasuredText.seconds(recovery.longestSeconds()) + " at the longest");
        if (recovery.noImpact() > 0) {
            clauses.add(recovery.noImpact() + " without measurable impact");
        }
    }

    /** A quantile's name, as {@code p90}; the median by its own. */
    public static String name(Quantile quantile) {
        return quantile.share() == 0.5 ? "median" : String.format(Locale.ROOT, "p%.0f", 100 * quantile.share());
    }

    /** What bounds a quantile, or why nothing does. */
    public static String bounds(Quantile quantile) {
        if (quantile.atMostSeconds() == null) {
            return "not stated: " + quantile.why();
        }
        String low = quantile.atLeastSeconds() == null
                ? ""
                : "at least " + MeasuredText.seconds(quantile.atLeastSeconds()) + " and ";
        return low + "at most " + MeasuredText.seconds(quantile.atMostSeconds());
    }

    private static String number(@Nullable Integer number) {
        return number == null ? MeasuredText.NOTHING : number.toString();
    }
}
