package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code aws:ec2:asg-insufficient-instance-capacity-error}: machines that are lost are not replaced. */
public final class InsufficientCapacity implements FisAction {
    private static final String ZONES = "availabilityZoneIdentifiers";
    private static final String PERCENTAGE = "percentage";

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ec2:asg-insufficient-instance-capacity-error",
            "Fails the requests of the target Auto Scaling groups to launch instances.",
            List.of(
                    ActionSpec.Parameter.required(
                            ZONES, ActionSpec.Kind.TEXT, "The Availability Zones that are full, comma-separated."),
                    ActionSpec.Parameter.optional(
                            PERCENTAGE,
                            ActionSpec.Kind.NUMBER,
                            "100",
                            "How many launch requests of a hundred fail; the lab knows 100 only."),
                    TimedEffect.DURATION),
            Optional.of(new ActionSpec.Target("AutoScalingGroups", Ec2Types.GROUP)));

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        if (call.number(PERCENTAGE) != 100) {
            throw new InventoryException("percentage is " + call.number(PERCENTAGE)
                    + "; wanted 100: a zone of the lab has one machine, which is started or is not");
        }
        Set<String> zones = Arrays.stream(call.text(ZONES).split(",", -1))
                .map(String::trim)
                .collect(Collectors.toUnmodifiableSet());
        return TimedEffect.on(call, group -> call.inventory().zones().withholdCapacity(group.arn(), zones));
    }
}
