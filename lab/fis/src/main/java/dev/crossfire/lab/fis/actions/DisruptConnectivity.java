package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.ResourceType;
import java.util.List;
import java.util.Optional;

/** {@code aws:network:disrupt-connectivity}: everything that travels to or from a subnet is dropped. */
public final class DisruptConnectivity implements FisAction {
    private static final String SCOPE = "scope";
    private static final String ALL = "all";

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:network:disrupt-connectivity",
            "Denies the traffic of the target subnets.",
            List.of(
                    ActionSpec.Parameter.required(
                            SCOPE, ActionSpec.Kind.TEXT, "The type of traffic to deny; the lab knows all."),
                    TimedEffect.DURATION),
            Optional.of(new ActionSpec.Target(
                    "Subnets",
                    new ResourceType(
                            "aws:ec2:subnet",
                            "An Amazon VPC subnet",
                            List.of(new ResourceType.Parameter(
                                    "availabilityZoneIdentifier",
                                    "The Availability Zone of the subnet.",
                                    false,
                                    "AvailabilityZone"))))));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        String scope = call.text(SCOPE);
        if (!scope.equals(ALL)) {
            throw new InventoryException(
                    "scope is " + scope + "; wanted all, the only one that the lab's network knows");
        }
        return TimedEffect.on(call, subnet -> call.inventory().zones().isolate(subnet.arn()));
    }
}
