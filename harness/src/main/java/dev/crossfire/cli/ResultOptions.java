package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.ResultLine;
import dev.crossfire.run.ReportWriter;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options for results: what is printed, and which reports are written besides those that always are. */
final class ResultOptions {
    @Option(names = "--json", description = "Print the verdict as JSON.")
    private boolean json;

    @Option(
            names = "--json-line",
            description = "Print the result as one line of JSON: outcome, figures and the paths of the reports.")
    private boolean jsonLine;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Also write this report, such as allure; may be repeated. 'crossfire list' shows all.")
    private List<String> formats = List.of();

    /**
     * Refuses options that are invalid, before anything is started.
     *
     * @throws BadInputException naming the option
     */
    void check(Kinds kinds) throws BadInputException {
        if (json && jsonLine) {
            throw new BadInputException(
                    List.of("--json with --json-line is invalid; expected one of them: each is the whole output"));
        }
        new ReportWriter(kinds).requireKnown(formats);
    }

    /** Writes the asked reports of a run that has its verdict, and prints the result. */
    void finish(RunDirectory run, Verdict verdict, Terminal terminal, Kinds kinds) throws IOException {
        if (!formats.isEmpty()) {
            new ReportWriter(kinds).write(run, formats);
        }
        if (json || jsonLine) {
            print(run.path(), verdict, terminal, kinds);
        } else {
            VerdictPrinter.verdict(terminal, run);
        }
    }

    /** The same of repeated drills, with the asked reports of each drill. */
    void finish(RepeatDirectory all, Verdict verdict, Terminal terminal, Kinds kinds) throws IOException {
        if (!formats.isEmpty()) {
            ReportWriter reports = new ReportWriter(kinds);
            for (RunDirectory drill : all.drills()) {
                if (Files.exists(drill.verdictFile())) {
                    reports.write(drill, formats);
                }
            }
            reports.write(all, formats);
        }
        if (json || jsonLine) {
            print(all.path(), verdict, terminal, kinds);
        } else {
            VerdictPrinter.verdict(terminal, all);
        }
    }

    private void print(Path folder, Verdict verdict, Terminal terminal, Kinds kinds) {
        if (json) {
            terminal.out().print(Json.pretty(verdict));
        } else {
            terminal.out().println(ResultLine.of(verdict, folder, new ReportWriter(kinds).written(folder)));
        }
        terminal.out().flush();
    }
}
