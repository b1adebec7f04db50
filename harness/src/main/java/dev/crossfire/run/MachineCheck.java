package dev.crossfire.run;

import dev.crossfire.calibrate.CalibrationRun;
import dev.crossfire.calibrate.MachineFitness;
import dev.crossfire.calibrate.outage.OutageSchedule;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Measures this machine before a run, under the load that the run will make. */
public final class MachineCheck {
    /** The same for every run: the check is about the machine, not chance. */
    private static final long SEED = 1;

    /** Stands for a simulation of the user's own, whose rates only it knows. */
    private static final Rate UNKNOWN = new Rate(60);

    private final CalibrationRun measuring;
    private final ProgressListener progress;

    public MachineCheck(CalibrationRun measuring, ProgressListener progress) {
        this.measuring = measuring;
        this.progress = progress;
    }

    /** Measures; the evidence goes to the folder {@code calibration} in the run's own. */
    public MachineFitness of(Scenario scenario, RunDirectory run, Kinds kinds)
            throws RunErrorException, IOException, InterruptedException {
        RunDirectory folder = new RunDirectory(Files.createDirectory(run.file("calibration")), kinds);
        return MachineFitness.of(
                measuring.measure(OutageSchedule.brief(SEED, peaks(scenario)), folder, progress), scenario);
    }

    /** Every cohort's highest rate: what a machine can do at rest is no evidence about the spike. */
    private static Map<String, Rate> peaks(Scenario scenario) {
        Map<String, Rate> peaks = new LinkedHashMap<>();
        for (Cohort cohort : scenario.load().cohorts()) {
            Stream<Rate> rates = Stream.concat(
                    Stream.of(cohort.rate()), cohort.spikes().stream().map(Spike::to));
            rates.max(Comparator.comparingDouble(Rate::perSecond))
                    .filter(peak -> peak.perSecond() > 0)
                    .ifPresent(peak -> peaks.put(cohort.name(), peak));
        }
        return peaks.isEmpty() ? Map.of("users", UNKNOWN) : peaks;
    }
}
