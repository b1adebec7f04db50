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
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.ResourceType.TargetParameter;
import java.util.List;
import java.util.Optional;

/** The actions of Amazon RDS, and the lab's own on databases. */
final class RdsActions {
    private static final String FORCE_FAILOVER = "forceFailover";
    private static final String MODE = "mode";

    private static final ActionTarget CLUSTERS = new ActionTarget(
            "Clusters",
            new ResourceType(
                    "aws:rds:cluster",
                    "An Amazon Aurora DB cluster",
                    List.of(new TargetParameter(
                            "writerAvailabilityZoneIdentifiers",
                            "The Availability Zones of the writer of the DB cluster, comma-separated.",
                            false,
                            "WriterAvailabilityZone"))));

    private static final ActionTarget INSTANCES = new ActionTarget(
            "DBInstances",
            new ResourceType(
                    "aws:rds:db",
                    "An Amazon RDS DB instance",
                    List.of(new TargetParameter(
                            "availabilityZoneIdentifiers",
                            "The Availability Zones of the DB instance, comma-separated.",
                            false,
                            "AvailabilityZone"))));

    /** A reader becomes the writer; nothing takes that back. */
    private static final ActionSpec FAILOVER_CLUSTER = new ActionSpec(
            "aws:rds:failover-db-cluster",
            "Runs a failover on the target DB clusters.",
            List.of(),
            Optional.of(CLUSTERS));

    /** Instances restart, on request with a failover to their standby. */
    private static final ActionSpec REBOOT_INSTANCES = new ActionSpec(
            "aws:rds:reboot-db-instances",
            "Reboots the target DB instances.",
            List.of(ActionParameter.optional(
                    FORCE_FAILOVER,
                    ValueType.FLAG,
                    "false",
                    "Whether to fail over to another Availability Zone, for instances that span several.")),
            Optional.of(INSTANCES));

    /** Clients cannot reach a database, which goes on undisturbed; AWS has no such action. */
    private static final ActionSpec UNREACHABLE = new ActionSpec(
            "lab:database:unreachable",
            "Makes the target DB clusters unreachable for every client, while they run on.",
            List.of(
                    ActionParameter.optional(MODE, ValueType.TEXT, "hang", "What clients meet: hang or refuse."),
                    GroupEffect.DURATION),
            Optional.of(CLUSTERS));

    private RdsActions() {}

    static List<FisAction> all() {
        return List.of(
                FisAction.of(FAILOVER_CLUSTER, RdsActions::failover),
                FisAction.of(REBOOT_INSTANCES, RdsActions::reboot),
                FisAction.of(UNREACHABLE, RdsActions::cutOff));
    }

    private static ActiveEffect failover(ActionCall call) throws InventoryException {
        for (AwsResource cluster : call.targets()) {
            call.inventory().databases().failover(cluster.arn());
        }
        return ActiveEffect.oneShot();
    }

    private static ActiveEffect reboot(ActionCall call) throws InventoryException {
        boolean forceFailover = call.flag(FORCE_FAILOVER);
        for (AwsResource instance : call.targets()) {
            call.inventory().databases().reboot(instance.arn(), forceFailover);
        }
        return ActiveEffect.oneShot();
    }

    private static ActiveEffect cutOff(ActionCall call) throws InventoryException {
        NetworkFault fault =
                switch (call.text(MODE)) {
                    case "hang" -> new NetworkFault.Blackhole();
                    case "refuse" -> new NetworkFault.Reset();
                    default -> throw new InventoryException("mode is " + call.text(MODE) + "; expected hang or refuse");
                };
        return GroupEffect.on(call, cluster -> call.inventory().network().disrupt(cluster.arn(), fault));
    }
}
