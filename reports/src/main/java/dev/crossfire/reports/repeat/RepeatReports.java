package dev.crossfire.reports.repeat;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.Invocation;
import dev.crossfire.model.Verdict;
import dev.crossfire.reports.words.CommandText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the reports on repeated drills; each drill has its own in its own folder. */
public final class RepeatReports {
    private interface Writer {
        String text(RepeatDirectory all, Verdict verdict, String command) throws IOException;
    }

    private record Format(String name, String fileName, Writer writer) {}

    private static final List<Format> FORMATS = List.of(
            new Format("html", "report.html", (all, verdict, command) -> RepeatPage.html(verdict, command)),
            new Format("junit", "junit.xml", (all, verdict, command) -> RepeatJUnit.xml(all, verdict)),
            new Format("summary", "summary.md", (all, verdict, command) -> RepeatSummary.text(verdict, command)));

    private RepeatReports() {}

    /** The formats' names, sorted. */
    public static List<String> names() {
        return FORMATS.stream().map(Format::name).toList();
    }

    /**
     * Writes reports, each as a whole or not at all.
     *
     * @param names of formats; empty for all
     * @return the files' names
     * @throws IOException when the verdict cannot be read or a report cannot be written
     */
    public static List<String> write(RepeatDirectory all, List<String> names) throws IOException {
        Verdict verdict = all.verdict();
        String command = command(all);
        List<String> written = new ArrayList<>();
        for (Format format : FORMATS) {
            if (names.isEmpty() || names.contains(format.name())) {
                AtomicFile.write(all.file(format.fileName()), format.writer().text(all, verdict, command));
                written.add(format.fileName());
            }
        }
        return written;
    }

    /** The command that repeats all drills; empty when it was not recorded. */
    private static String command(RepeatDirectory all) throws IOException {
        Invocation typed = all.repeat().invocation();
        return typed == null ? "" : CommandText.of(typed).line();
    }
}
