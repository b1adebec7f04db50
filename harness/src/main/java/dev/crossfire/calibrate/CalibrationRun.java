package dev.crossfire.calibrate;

import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.time.SystemTime;
import java.io.IOException;

/** Plants outages and measures them. */
@FunctionalInterface
public interface CalibrationRun {
    /** With this installation's processes, on this machine. */
    CalibrationRun HERE = (plan, run, progress) ->
            new Calibration(Installation.current(), new SystemTime(), progress).measure(plan, run);

    /**
     * Plants, measures and compares.
     *
     * @param run an empty folder, for the evidence
     * @throws RunErrorException when a process that it takes fails
     */
    CalibrationReport measure(OutagePlan plan, RunDirectory run, ProgressListener progress)
            throws RunErrorException, IOException, InterruptedException;
}
