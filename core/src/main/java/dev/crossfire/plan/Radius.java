package dev.crossfire.plan;

import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Adds up how much is broken at one time, at worst. */
final class Radius {
    private Radius() {}

    static BlastRadius of(List<PlannedFault> faults) {
        int targets = 0;
        int zones = 0;
        for (PlannedFault first : faults) {
            List<Target> broken = faults.stream()
                    .filter(other -> lastsAtStartOf(other, first))
                    .flatMap(fault -> fault.targets().stream())
                    .toList();
            targets = Math.max(
                    targets, (int) broken.stream().map(Target::id).distinct().count());
            zones = Math.max(zones, (int) broken.stream()
                    .map(Target::zone)
                    .filter(Objects::nonNull)
                    .distinct()
                    .count());
        }
        return new BlastRadius(
                targets,
                zones,
                faults.stream()
                        .flatMap(fault -> fault.targets().stream())
                        .map(Target::role)
                        .distinct()
                        .sorted()
                        .toList(),
                faults.stream()
                        .map(PlannedFault::longest)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    /** The most is broken when some fault begins; one that waits for another may begin at any time. */
    private static boolean lastsAtStartOf(PlannedFault other, PlannedFault first) {
        Duration begins = other.at();
        Duration moment = first.at();
        if (begins == null || moment == null) {
            return true;
        }
        boolean begun = begins.compareTo(moment) <= 0;
        // A fault of no length is still there at the moment when it begins.
        return begun && (begins.equals(moment) || begins.plus(other.longest()).compareTo(moment) > 0);
    }
}
