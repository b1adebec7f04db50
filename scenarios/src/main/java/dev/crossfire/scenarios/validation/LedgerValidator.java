package dev.crossfire.scenarios.validation;

import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.scenarios.databinding.ObjectiveBinder.BoundObjective;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.language.ScenarioDocument.LedgerPart;
import dev.crossfire.scenarios.language.ScenarioDocument.LedgerPart.LedgerHttpPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the system's records can be read as a scenario declares, and whether objectives that need them have
 * them.
 */
final class LedgerValidator {
    private static final String AT = "/ledger";
    private static final String HTTP = AT + "/http";
    private static final String POINTER = "a JSON pointer, such as /orders";
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^#]]*");
    /** RFC 6901: a tilde occurs only in ~0 and ~1. Looked for alone: a repeated choice recurses for each character. */
    private static final Pattern LONE_TILDE = Pattern.compile("~(?![01])");

    private final ScenarioDraft draft;
    private final ProblemNotes notes;

    LedgerValidator(ScenarioDraft draft, ProblemNotes notes) {
        this.draft = draft;
        this.notes = notes;
    }

    void check() {
        @Nullable LedgerPart part = draft.part().ledger();
        if (part == null) {
            checkLedgerPresent();
            return;
        }
        if (part.http() == null && part.sql() == null && !notes.isWritten(HTTP) && !notes.isWritten(AT + "/sql")) {
            notes.add(AT, "a ledger without a source", "'http' or 'sql' under 'ledger'", null);
        }
        if (part.capacity() != null && part.capacity() < 1) {
            notes.add(AT + "/capacity", "the number " + part.capacity(), "1 or more", null);
        }
        if (part.http() != null) {
            checkHttp(part.http());
        }
    }

    private void checkLedgerPresent() {
        if (notes.isWritten(AT)) {
            return;
        }
        for (BoundObjective objective : draft.objectives()) {
            if (objective.settings() != null && objective.settings().sources().contains(EvidenceSource.WRITES)) {
                notes.add(
                        objective.pointer(),
                        objective.name() + " in a scenario without a ledger",
                        "'ledger' beside 'load'",
                        "it has the address of the system's records");
            }
        }
    }

    private void checkHttp(LedgerHttpPart http) {
        @Nullable String path = http.path();
        if (path != null && !PATH.matcher(path).matches()) {
            notes.add(
                    HTTP + "/path",
                    MessageText.quoted(path),
                    "a path under the base-url, such as /orders?limit=1000",
                    null);
        }
        checkPointer("rows", http.rows());
        checkPointer("id", http.id());
        checkPointer("key", http.key());
        checkPointer("next", http.next());
        List<String> item = http.item() == null ? List.of() : http.item();
        for (int i = 0; i < item.size(); i++) {
            checkPointer("item/" + i, item.get(i));
        }
        if ((http.next() == null) != (http.after() == null)) {
            String there = http.next() == null ? "after" : "next";
            String missing = http.next() == null ? "next" : "after";
            notes.add(
                    HTTP + "/" + there, there + " without " + missing, "both, or neither for a list on one page", null);
        }
    }

    private static boolean isPointer(String text) {
        return (text.isEmpty() || text.startsWith("/"))
                && !LONE_TILDE.matcher(text).find();
    }

    private void checkPointer(String key, @Nullable String text) {
        if (text != null && !isPointer(text)) {
            notes.add(
                    HTTP + "/" + key,
                    MessageText.quoted(text),
                    POINTER,
                    text.startsWith("/") ? null : "is the '/' missing?");
        }
    }
}
