package dev.crossfire.reports.words;

import java.util.List;
import java.util.Map;

/** What a run belongs to, as text. */
public final class LabelText {
    private static final int LONGEST_TEXT = 200;

    private LabelText() {}

    /** Each label as {@code commit 4f2a91c}. */
    public static List<String> each(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> Redactor.text(label.getKey(), LONGEST_TEXT) + " "
                        + Redactor.value(label.getKey(), label.getValue(), LONGEST_TEXT))
                .toList();
    }

    /** A paragraph of Markdown with all of them; empty when there are none. */
    public static String markdown(Map<String, String> labels) {
        return labels.isEmpty() ? "" : "\nLabels: " + Markdown.safe(String.join(", ", each(labels))) + ".\n";
    }
}
