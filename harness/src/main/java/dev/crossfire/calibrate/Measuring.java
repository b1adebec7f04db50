package dev.crossfire.calibrate;

import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.conductor.BrokenException;
import dev.crossfire.conductor.Installation;
import dev.crossfire.conductor.Progress;
import dev.crossfire.conductor.WallClock;
import dev.crossfire.evidence.RunDirectory;
import java.io.IOException;

/** Plants outages and measures them. */
@FunctionalInterface
public interface Measuring {
    /** With this installation's processes, on this machine. */
    Measuring HERE = (plan, run, progress) ->
            new Calibration(Installation.current(), new WallClock(), progress).measure(plan, run);

    /**
     * Plants, measures and compares.
     *
     * @param run an empty folder, for the evidence
     * @throws BrokenException when a process that it takes fails
     */
    CalibrationReport measure(OutagePlan plan, RunDirectory run, Progress progress)
            throws BrokenException, IOException, InterruptedException;
}
