package dev.crossfire.spi;

import dev.crossfire.model.PhaseRef;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Verdict.LedgerFigures;
import dev.crossfire.model.Verdict.PhaseFigures;
import dev.crossfire.model.Verdict.Recovery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the judge has counted of a run, as objectives see it. */
public interface Facts {
    /** What was to be done. */
    Plan plan();

    /** How a cohort fared after a fault; null when the fault did not take effect or the cohort sent nothing. */
    @Nullable
    Recovery recovery(String fault, String cohort);

    /** A cohort's figures in a phase; null when the phase did not take place. */
    @Nullable
    PhaseFigures phase(String cohort, PhaseRef phase);

    /** A percentile of a cohort's latencies in a phase, in milliseconds; null without requests there. */
    @Nullable
    Double latencyMillis(String cohort, PhaseRef phase, double percentile);

    /** What users were told against what the system holds; figures are null where nothing was compared. */
    default LedgerFigures ledger() {
        return LedgerFigures.NONE;
    }

    /** What was seen from outside; nothing where nobody looked. */
    default Watch watch() {
        return Watch.NONE;
    }

    /** The faults that took effect, by when they did. */
    default List<FaultTimes> faultTimes() {
        return List.of();
    }

    /** When evidence of the load ends, in seconds after t = 0. */
    default double loadSeconds() {
        return 0;
    }
}
