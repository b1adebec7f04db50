package dev.crossfire.cli;

import dev.crossfire.calibrate.CalibrationReport;
import dev.crossfire.calibrate.CalibrationRun;
import dev.crossfire.calibrate.CalibrationText;
import dev.crossfire.calibrate.outage.OutageSchedule;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.run.RunFolder;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the instrument: known outages against what is measured of them on this machine. */
@Command(
        name = "calibrate",
        description = {
            "Inject sixty known outages into a server of its own, measure them as in any run, and print actual "
                    + "against measured: how exact a figure from this machine is.",
            "Takes about three minutes. Uses this machine's loopback only."
        },
        footer = {
            "",
            "Exit code 1: this machine, as busy as it is now, misses the targets.",
            "",
            "Examples:",
            "  crossfire calibrate",
            "  crossfire calibrate --closed",
            "  crossfire calibrate --seed 7 --out calibration --json > calibration.json"
        })
final class CalibrateCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "S", description = "The seed of all outages (default 1).")
    private long seed = 1;

    @Option(
            names = "--closed",
            description = "Inject them under closed load: users who send the next request after an answer.")
    private boolean closed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the evidence goes (default runs/…).")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print one JSON object for programs.")
    private boolean json;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    private final Terminal terminal;
    private final Kinds kinds;
    private final CalibrationRun measuring;
    private final SystemTime clock = new SystemTime();

    CalibrateCommand(Terminal terminal, Kinds kinds, CalibrationRun measuring) {
        this.measuring = measuring;
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, RunErrorException, IOException, InterruptedException {
        RunDirectory run = new RunDirectory(RunFolder.make(out, "calibrate", clock.now()), kinds);
        ProgressLine progress = new ProgressLine(terminal.drawnErr(), Terminal.isWatched(), quiet);
        Closeable logs = Logs.into(RunFolder.log(run.path()));
        try {
            CalibrationReport report =
                    measuring.measure(closed ? OutageSchedule.closed(seed) : OutageSchedule.full(seed), run, progress);
            progress.close();
            terminal.out().print(json ? Json.pretty(report) : "\n" + CalibrationText.of(report));
            terminal.out().flush();
            return report.outcome().exitCode();
        } finally {
            progress.close();
            logs.close();
        }
    }
}
