package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.Resource;
import java.util.List;
import java.util.Optional;

/** {@code aws:ec2:stop-instances}: machines are off, for good or until they are started again after a while. */
public final class StopInstances implements FisAction {
    private static final String AFTER = "startInstancesAfterDuration";

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ec2:stop-instances",
            "Stops the target EC2 instances.",
            List.of(
                    ActionSpec.Parameter.unset(
                            AFTER,
                            ActionSpec.Kind.DURATION,
                            "After how long the instances are started again, in ISO 8601 format; never if not given."),
                    ActionSpec.Parameter.optional(
                            "completeIfInstancesTerminated",
                            ActionSpec.Kind.FLAG,
                            "false",
                            "Whether instances that were terminated meanwhile count as started; the lab's never are.")),
            Optional.of(new ActionSpec.Target("Instances", Ec2Types.INSTANCE)));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        if (call.parameters().containsKey(AFTER)) {
            return TimedEffect.on(call, call.duration(AFTER), instance -> call.inventory()
                    .zones()
                    .stop(instance.arn()));
        }
        for (Resource instance : call.targets()) {
            call.inventory().zones().stop(instance.arn());
        }
        return ActionRun.oneShot();
    }
}
