package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.Json;
import dev.crossfire.input.ComparedRuns;
import dev.crossfire.judge.compare.RunComparator;
import dev.crossfire.judge.compare.RunComparison;
import dev.crossfire.judge.compare.RunComparison.FigureKind;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.reports.terminal.TerminalComparison;
import dev.crossfire.reports.terminal.TerminalStyle;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two sets of runs. */
@Command(
        name = "compare",
        description = {
            "Compare two sets of runs of one scenario: recovery, error ratio and latency.",
            "Same: the difference is shown to be within the margin. Better, worse: chance does not "
                    + "explain it at 5 %% for all figures together. Takes 4 runs a side, and more for several figures."
        },
        footer = {
            "",
            "Exit code 0 when the second is the same or better, 1 when it is worse, 3 when",
            "that cannot be determined.",
            "",
            "Examples:",
            "  crossfire compare runs/before runs/after",
            "  crossfire compare runs/before runs/after --figure recovery-time --cohort buyers",
            "  crossfire compare old-1 old-2 old-3 old-4 --to new-1 new-2 new-3 new-4",
            "  crossfire compare runs/before runs/after --margin 5%% --json"
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUNS",
            description =
                    "Folders of runs, of repeated drills, or that hold runs: the first side and, unless --to names "
                            + "it, the second.")
    private List<Path> first = List.of();

    @Option(names = "--to", arity = "1..*", paramLabel = "RUNS", description = "The second side.")
    private List<Path> second = List.of();

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            description = "Of the first side's median: an acceptable difference (default 10%%, and at least "
                    + "100 ms of recovery, 5 ms of latency, 0.1 points of errors).")
    private String margin = "10%";

    @Option(
            names = "--figure",
            paramLabel = "FIGURE",
            description = "Compare only recovery-time, error-ratio or latency; may be repeated.")
    private List<String> figures = List.of();

    @Option(names = "--cohort", paramLabel = "COHORT", description = "Compare only this cohort; may be repeated.")
    private List<String> cohorts = List.of();

    @Option(names = "--anyway", description = "Also compare runs of different scenarios.")
    private boolean anyway;

    @Option(names = "--json", description = "Print the comparison as JSON.")
    private boolean json;

    private final Terminal terminal;
    private final Kinds kinds;

    CompareCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, IOException {
        if (second.isEmpty() && first.size() != 2) {
            throw new BadInputException(List.of(
                    first.size() + " folders without --to is invalid; expected two, or --to before the second side"));
        }
        RunComparator comparing = new RunComparator(margin(), figureKinds(), Set.copyOf(cohorts));
        ComparedRuns one = ComparedRuns.read(second.isEmpty() ? first.subList(0, 1) : first, kinds);
        ComparedRuns other = ComparedRuns.read(second.isEmpty() ? first.subList(1, 2) : second, kinds);
        one.unjudged().forEach(terminal.err()::println);
        other.unjudged().forEach(terminal.err()::println);
        refuseDifferent(one.differences(other));
        RunComparison comparison = comparing.compare(one.set(), other.set());
        terminal.out()
                .print(
                        json
                                ? Json.pretty(comparison)
                                : "\n"
                                        + TerminalComparison.of(
                                                comparison, new TerminalStyle(Terminal.wantsColour(), true)));
        terminal.out().flush();
        return comparison.exitCode();
    }

    private void refuseDifferent(List<String> differences) throws BadInputException {
        if (!differences.isEmpty() && !anyway) {
            throw new BadInputException(
                    List.of("the runs differ in what they did; expected runs of one scenario, or --anyway:\n  "
                            + String.join("\n  ", differences)));
        }
    }

    private Ratio margin() throws BadInputException {
        try {
            return Ratio.parse(margin);
        } catch (IllegalArgumentException senseless) {
            throw new BadInputException(List.of("--margin: " + senseless.getMessage()));
        }
    }

    private Set<FigureKind> figureKinds() throws BadInputException {
        Set<FigureKind> expected = EnumSet.noneOf(FigureKind.class);
        for (String figure : figures) {
            expected.add(Arrays.stream(FigureKind.values())
                    .filter(kind -> name(kind).equals(figure))
                    .findFirst()
                    .orElseThrow(
                            () -> new BadInputException(List.of("--figure: " + figure + " is invalid; expected one of "
                                    + Arrays.stream(FigureKind.values())
                                            .map(CompareCommand::name)
                                            .collect(Collectors.joining(", "))))));
        }
        return expected;
    }

    private static String name(FigureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
