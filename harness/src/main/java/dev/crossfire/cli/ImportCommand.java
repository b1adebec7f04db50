package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.imports.RequestFile;
import dev.crossfire.imports.RunImport;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.input.ScenarioRequest;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.run.RunFolder;
import dev.crossfire.run.RunJudging;
import dev.crossfire.scenarios.FaultTimesReader;
import dev.crossfire.scenarios.FaultTimesReader.FaultTimes;
import dev.crossfire.scenarios.FaultTimesReader.FaultTimesReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges the requests of another load tool. */
@Command(
        name = "import",
        description = "Judge what another load tool recorded, with the times of faults from a file, by a scenario's "
                + "objectives.",
        footer = {
            "",
            "Formats: k6 (k6 run --out json=FILE or csv=FILE --system-tags …,vu,iter), jtl (jmeter -n -l FILE, CSV",
            "or XML), gatling (simulation.log, open load only).",
            "t = 0 is the first request's start plus the scenario's warm-up. docs/import.md explains the files.",
            "",
            "Examples:",
            "  crossfire import checkout.yaml --requests k6.json --from k6 --faults faults.yaml",
            "  crossfire import checkout.yaml --requests results.jtl --from jtl --faults faults.yaml"
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "SCENARIO", description = "A scenario's file, for its health and objectives.")
    private String scenario;

    @Option(names = "--requests", required = true, paramLabel = "FILE", description = "What the load tool recorded.")
    private Path requests;

    @Option(names = "--from", required = true, paramLabel = "FORMAT", description = "Its format: k6, jtl or gatling.")
    private String format;

    @Option(
            names = "--faults",
            paramLabel = "FILE",
            description = "When each fault of the scenario was injected, effective and cleared.")
    private @Nullable Path faults;

    @Option(
            names = "--open",
            description =
                    "The tool starts users or iterations by a schedule, whether earlier ones were answered or not; "
                            + "by default each user waits for its answer.")
    private boolean open;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Change a value of the scenario.")
    private List<String> sets = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the evidence goes (default runs/…).")
    private @Nullable Path out;

    @Mixin
    private ResultOptions results;

    @Mixin
    private FailOnOptions failOn;

    private final Terminal terminal;
    private final Kinds kinds;
    private final SystemTime clock = new SystemTime();

    ImportCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException {
        results.check(kinds);
        failOn.check();
        RequestFile reader = RequestFile.find(format)
                .orElseThrow(() -> new BadInputException(List.of(
                        "--from: '" + format + "' is invalid; expected " + String.join(" or ", RequestFile.names()))));
        if (!Files.isRegularFile(requests)) {
            throw new BadInputException(List.of("--requests: missing file " + requests));
        }
        Scenario judged = ScenarioInput.read(ScenarioRequest.changed(scenario, sets), kinds)
                .scenario();
        Map<String, FaultTimes> times = times(judged);
        RunDirectory run = new RunDirectory(RunFolder.make(out, judged.name(), clock.now()), kinds);
        boolean imported = false;
        try {
            ArrivalModel model = open ? ArrivalModel.OPEN : ArrivalModel.CLOSED;
            new RunImport(reader, requests, model)
                    .into(run, RunFolder.runName(judged.name(), clock.now()), judged, times);
            imported = true;
        } finally {
            if (!imported) {
                RunFolder.discard(run.path(), out == null);
            }
        }
        Verdict verdict = new RunJudging(kinds).judge(run);
        results.finish(run, verdict, terminal, kinds);
        return failOn.exitCode(verdict.outcome(), terminal);
    }

    private Map<String, FaultTimes> times(Scenario judged) throws BadInputException {
        if (faults == null) {
            return Map.of();
        }
        try {
            FaultTimesReading reading = FaultTimesReader.read(
                    SourceFile.of(faults),
                    judged.faults().stream().map(FaultSpec::id).toList());
            if (!reading.problems().isEmpty()) {
                throw BadInputException.of(reading.problems());
            }
            return reading.faults();
        } catch (IOException unreadable) {
            throw new BadInputException(List.of("--faults: " + faults + " cannot be read: " + unreadable));
        }
    }
}
