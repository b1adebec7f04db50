package dev.crossfire.reports.words;

import dev.crossfire.evidence.StringTable;

/** What to call an error: its message, or its status when it has none. */
public final class ErrorText {
    private ErrorText() {}

    /**
     * The error's name, cut after so many characters.
     *
     * @param status the HTTP status, 0 when there was none
     * @param error the message's id in the string table, 0 when there was none
     */
    public static String of(int status, int error, StringTable strings, int longest) {
        if (error != 0) {
            String message = Redactor.text(strings.text(error), longest);
            return message.isEmpty() ? "error without a message" : message;
        }
        return status == 0 ? "no answer" : "HTTP " + status;
    }
}
