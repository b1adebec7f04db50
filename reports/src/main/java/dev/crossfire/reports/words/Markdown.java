package dev.crossfire.reports.words;

/** Plain text made inert in Markdown, also inside a table: no links, no markup, no HTML, no mentions. */
public final class Markdown {
    private static final String MARKUP = "\\`*_[]~$";
    private static final int LONGEST = 500;

    private Markdown() {}

    /** The text as Markdown that shows exactly it. */
    public static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        String shown = Redactor.text(text, LONGEST);
        for (int i = 0; i < shown.length(); i++) {
            char letter = shown.charAt(i);
            switch (letter) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                // A reference or a mention would reach out of the comment.
                case '@' -> safe.append("&#64;");
                case '#' -> safe.append("&#35;");
                case '|' -> safe.append("&#124;");
                default -> {
                    if (MARKUP.indexOf(letter) >= 0) {
                        safe.append('\\');
                    }
                    safe.append(letter);
                }
            }
        }
        // Bare addresses would become links.
        return safe.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
    }

    /** A line as a block of code, unchanged; nothing in it can end the block. */
    public static String code(String line) {
        String fence = "```";
        while (line.contains(fence)) {
            fence += "`";
        }
        return fence + "sh\n" + line + "\n" + fence + "\n";
    }
}
