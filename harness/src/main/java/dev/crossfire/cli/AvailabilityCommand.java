package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.Json;
import dev.crossfire.input.ComparedRuns;
import dev.crossfire.judge.availability.AvailabilityForecast;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.terminal.TerminalAvailability;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what drills mean for a year. */
@Command(
        name = "availability",
        description = "Forecast a cohort's availability over a year from the recoveries of drills, and compare it with "
                + "an SLO's error budget.",
        footer = {
            "",
            "Exit code 0: the whole interval is within the error budget, or there is no SLO;",
            "1: none of it is; 3: anything else, such as too few drills.",
            "docs/availability.md lists what is assumed.",
            "",
            "Examples:",
            "  crossfire availability runs/failovers --per-year writer-lost=4",
            "  crossfire availability runs/failovers runs/zones --cohort buyers \\",
            "      --per-year writer-lost=4 --per-year zone-dark=0.5 --slo 99.99%%"
        })
final class AvailabilityCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RUNS",
            description = "Folders of runs, of repeated drills, or that hold runs.")
    private List<Path> folders = List.of();

    @Option(
            names = "--per-year",
            required = true,
            paramLabel = "FAULT=N",
            description = "How often a fault of the drills is expected in a year, by its id; may be repeated.")
    private Map<String, Double> perYear = new LinkedHashMap<>();

    @Option(names = "--cohort", paramLabel = "COHORT", description = "Whose availability; needed if there are several.")
    private @Nullable String cohort;

    @Option(names = "--slo", paramLabel = "SHARE", description = "The availability that is promised, such as 99.99%%.")
    private @Nullable String slo;

    @Option(names = "--json", description = "Print the forecast as JSON.")
    private boolean json;

    private final Terminal terminal;
    private final Kinds kinds;

    AvailabilityCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, IOException {
        ComparedRuns runs = ComparedRuns.read(folders, kinds);
        runs.unjudged().forEach(terminal.err()::println);
        List<Verdict> drills = runs.set().runs();
        Set<String> cohorts = found(drills, CohortRecovery::cohort);
        Set<String> faults = found(drills, CohortRecovery::fault);
        List<String> problems = new ArrayList<>();
        if (cohort == null ? cohorts.size() != 1 : !cohorts.contains(cohort)) {
            problems.add("--cohort: " + (cohort == null ? "none" : "'" + cohort + "'") + " is invalid; expected one of "
                    + String.join(", ", cohorts));
        }
        perYear.forEach((fault, rate) -> {
            if (!faults.contains(fault)) {
                problems.add("--per-year: the fault '" + fault + "' is invalid; expected one of "
                        + String.join(", ", faults));
            }
            if (!(rate > 0) || rate.isInfinite()) {
                problems.add("--per-year: " + fault + "=" + rate + " is invalid; expected a number above 0");
            }
        });
        @Nullable Ratio promised = promised(problems);
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        AvailabilityForecast forecast =
                AvailabilityForecast.of(cohort == null ? cohorts.iterator().next() : cohort, perYear, drills, promised);
        terminal.out().print(json ? Json.pretty(forecast) : TerminalAvailability.of(forecast));
        terminal.out().flush();
        return forecast.outcome().exitCode();
    }

    private @Nullable Ratio promised(List<String> problems) {
        if (slo == null) {
            return null;
        }
        try {
            return Ratio.parse(slo);
        } catch (IllegalArgumentException senseless) {
            problems.add("--slo: " + senseless.getMessage());
            return null;
        }
    }

    private static Set<String> found(List<Verdict> drills, Function<CohortRecovery, String> name) {
        return drills.stream()
                .flatMap(drill -> drill.recovery().stream())
                .map(name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
