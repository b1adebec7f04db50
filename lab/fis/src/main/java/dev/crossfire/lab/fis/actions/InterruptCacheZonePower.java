package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/**
 * {@code aws:elasticache:replicationgroup-interrupt-az-power}: the caches' servers in one zone are without power for a
 * while; a replica that was promoted in that time stays the primary.
 */
public final class InterruptCacheZonePower implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "aws:elasticache:replicationgroup-interrupt-az-power",
            "Interrupts power to the nodes of the target replication groups in the given Availability Zone.",
            List.of(TimedEffect.DURATION),
            Optional.of(CacheTypes.IN_ZONE));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        String zone = call.selector(CacheTypes.ZONE);
        return TimedEffect.on(
                call, (Resource group) -> call.inventory().caches().cutPower(group.arn(), zone));
    }
}
