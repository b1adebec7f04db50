package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActionSpec.ActionParameter;
import dev.crossfire.lab.fis.ActionSpec.ActionTarget;
import dev.crossfire.lab.fis.ActionSpec.ValueType;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The actions of Amazon EC2: machines that are off, and machines that are not replaced. */
final class Ec2Actions {
    private static final String START_AFTER = "startInstancesAfterDuration";
    private static final String ZONES = "availabilityZoneIdentifiers";
    private static final String PERCENTAGE = "percentage";

    /** Machines are off, for good or until they are started again after a while. */
    private static final ActionSpec STOP_INSTANCES = new ActionSpec(
            "aws:ec2:stop-instances",
            "Stops the target EC2 instances.",
            List.of(
                    ActionParameter.unset(
                            START_AFTER,
                            ValueType.DURATION,
                            "After how long the instances are started again, in ISO 8601 format; never if not given."),
                    ActionParameter.optional(
                            "completeIfInstancesTerminated",
                            ValueType.FLAG,
                            "false",
                            "Whether instances that were terminated meanwhile count as started; the lab's never are.")),
            Optional.of(new ActionTarget(
                    "Instances", new ResourceType("aws:ec2:instance", "An Amazon EC2 instance", List.of()))));

    /** Machines that are lost are not replaced. */
    private static final ActionSpec INSUFFICIENT_CAPACITY = new ActionSpec(
            "aws:ec2:asg-insufficient-instance-capacity-error",
            "Fails the requests of the target Auto Scaling groups to launch instances.",
            List.of(
                    ActionParameter.required(
                            ZONES, ValueType.TEXT, "The Availability Zones that are full, comma-separated."),
                    ActionParameter.optional(
                            PERCENTAGE,
                            ValueType.NUMBER,
                            "100",
                            "How many launch requests of a hundred fail; the lab knows 100 only."),
                    GroupEffect.DURATION),
            Optional.of(new ActionTarget(
                    "AutoScalingGroups",
                    new ResourceType("aws:ec2:autoscaling-group", "An Amazon EC2 Auto Scaling group", List.of()))));

    private Ec2Actions() {}

    static List<FisAction> all() {
        return List.of(
                FisAction.of(STOP_INSTANCES, Ec2Actions::stopInstances),
                FisAction.of(INSUFFICIENT_CAPACITY, Ec2Actions::withholdCapacity));
    }

    private static ActiveEffect stopInstances(ActionCall call) throws InventoryException {
        if (call.parameters().containsKey(START_AFTER)) {
            return GroupEffect.on(call, call.duration(START_AFTER), instance -> call.inventory()
                    .zones()
                    .stop(instance.arn()));
        }
        for (AwsResource instance : call.targets()) {
            call.inventory().zones().stop(instance.arn());
        }
        return ActiveEffect.oneShot();
    }

    private static ActiveEffect withholdCapacity(ActionCall call) throws InventoryException {
        if (call.number(PERCENTAGE) != 100) {
            throw new InventoryException("percentage is " + call.number(PERCENTAGE)
                    + "; expected 100: a zone of the lab has one machine, which is started or is not");
        }
        Set<String> zones = Arrays.stream(call.text(ZONES).split(",", -1))
                .map(String::trim)
                .collect(Collectors.toUnmodifiableSet());
        return GroupEffect.on(call, group -> call.inventory().zones().withholdCapacity(group.arn(), zones));
    }
}
