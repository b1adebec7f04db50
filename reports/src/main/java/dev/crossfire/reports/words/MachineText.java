package dev.crossfire.reports.words;

import dev.crossfire.evidence.JournalEvent.GeneratorUsed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the load generator used of its machine, as text. */
public final class MachineText {
    private MachineText() {}

    /** As {@code at most 41 % of all processors, 312 of 65,536 files}; what the machine did not report is left out. */
    public static String of(GeneratorUsed used) {
        List<String> parts = new ArrayList<>();
        if (used.ownCpu() != null) {
            parts.add("at most " + MeasuredText.percent(used.ownCpu()) + " of all processors"
                    + (used.machineCpu() == null
                            ? ""
                            : " (all processes together " + MeasuredText.percent(used.machineCpu()) + ")"));
        }
        parts.add("paused for " + MeasuredText.percent(used.stalled()) + " of the time");
        if (used.files() != null) {
            parts.add(of(used.files(), used.filesAllowed()) + " files");
        }
        if (used.ports() != null) {
            parts.add(of(used.ports(), used.portsAllowed()) + " local ports");
        }
        return String.join(", ", parts);
    }

    /** How much was used of what is allowed, where that is known. */
    private static String of(long used, @Nullable Long allowed) {
        return MeasuredText.count(used) + (allowed == null ? "" : " of " + MeasuredText.count(allowed));
    }
}
