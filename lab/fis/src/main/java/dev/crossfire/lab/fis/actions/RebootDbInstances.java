package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/** {@code aws:rds:reboot-db-instances}: restarts instances, on request with a failover to their standby. */
public final class RebootDbInstances implements FisAction {
    private static final String FORCE_FAILOVER = "forceFailover";

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:rds:reboot-db-instances",
            "Reboots the target DB instances.",
            List.of(ActionSpec.Parameter.optional(
                    FORCE_FAILOVER,
                    ActionSpec.Kind.FLAG,
                    "false",
                    "Whether to fail over to another Availability Zone, for instances that span several.")),
            Optional.of(new ActionSpec.Target("DBInstances", RdsTypes.DB)));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        boolean forceFailover = call.flag(FORCE_FAILOVER);
        for (Resource instance : call.targets()) {
            call.inventory().reboot(instance.arn(), forceFailover);
        }
        return ActionRun.oneShot();
    }
}
