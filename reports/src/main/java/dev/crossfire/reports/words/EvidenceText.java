package dev.crossfire.reports.words;

import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text on whether the evidence is as the run wrote it. */
public final class EvidenceText {
    private static final int MOST_PLACES = 5;

    private EvidenceText() {}

    /** What was found, as a clause; {@code null} of several drills, whose evidence is checked drill by drill. */
    public static String found(@Nullable EvidenceFigures evidence) {
        if (evidence == null) {
            return "not checked";
        }
        List<EvidenceDamage> damage = evidence.damage();
        String more = damage.size() > MOST_PLACES ? " and " + (damage.size() - MOST_PLACES) + " more" : "";
        String places =
                damage.stream().limit(MOST_PLACES).map(EvidenceDamage::text).collect(Collectors.joining("; ")) + more;
        String end = "without the manifest that a run writes at its end";
        if (evidence.ended()) {
            return damage.isEmpty() ? "as the run wrote them" : places;
        }
        return damage.isEmpty() ? end : places + "; " + end;
    }

    /** What to do about it, a sentence each. */
    static List<String> advice(@Nullable EvidenceFigures evidence) {
        List<String> advice = new ArrayList<>();
        if (evidence != null && !evidence.damage().isEmpty()) {
            advice.add("The evidence is damaged: " + found(new EvidenceFigures(true, evidence.damage()))
                    + ". Copy it again from where the run wrote it, or run again.");
        }
        if (evidence != null && !evidence.ended()) {
            advice.add("The run has no end: it wrote no manifest, so its evidence may be incomplete. Run again.");
        }
        return advice;
    }
}
