package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/** {@code aws:rds:failover-db-cluster}: a reader becomes the writer; nothing takes that back. */
public final class FailoverDbCluster implements FisAction {
    private static final ActionSpec SPEC = new ActionSpec(
            "aws:rds:failover-db-cluster",
            "Runs a failover on the target DB clusters.",
            List.of(),
            Optional.of(new ActionSpec.Target("Clusters", RdsTypes.CLUSTER)));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        for (Resource cluster : call.targets()) {
            call.inventory().failover(cluster.arn());
        }
        return ActionRun.oneShot();
    }
}
