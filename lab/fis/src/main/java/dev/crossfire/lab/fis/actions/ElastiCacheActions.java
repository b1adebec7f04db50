package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActionSpec.ActionTarget;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.ResourceType.TargetParameter;
import java.util.List;
import java.util.Optional;

/** The action of Amazon ElastiCache, and the lab's own on caches. */
final class ElastiCacheActions {
    private static final String ZONE = "availabilityZoneIdentifier";
    private static final String KEY = "ReplicationGroups";

    private static final ResourceType GROUP = new ResourceType(
            "aws:elasticache:replicationgroup",
            "An Amazon ElastiCache replication group",
            List.of(new TargetParameter(
                    ZONE,
                    "The Availability Zone that contains the nodes of the replication group.",
                    true,
                    "AvailabilityZone")));

    /** The servers in one zone. */
    private static final ActionTarget IN_ZONE = new ActionTarget(KEY, GROUP);

    /** All servers, wherever they are. */
    private static final ActionTarget WHOLE = new ActionTarget(KEY, GROUP, false);

    /**
     * The caches' servers in one zone are without power for a while; a replica that was promoted in that time stays the
     * primary.
     */
    private static final ActionSpec INTERRUPT_ZONE_POWER = new ActionSpec(
            "aws:elasticache:replicationgroup-interrupt-az-power",
            "Interrupts power to the nodes of the target replication groups in the given Availability Zone.",
            List.of(GroupEffect.DURATION),
            Optional.of(IN_ZONE));

    /** All servers are dead for a while, and come back empty; AWS has no such action. */
    private static final ActionSpec KILL = new ActionSpec(
            "lab:cache:kill",
            "Kills all servers of the target caches and keeps them down.",
            List.of(GroupEffect.DURATION),
            Optional.of(WHOLE));

    /** All servers restart and know nothing any more; AWS has no such action. */
    private static final ActionSpec FLUSH = new ActionSpec(
            "lab:cache:flush",
            "Restarts all servers of the target caches, which forget everything.",
            List.of(),
            Optional.of(WHOLE));

    /** The primaries die and their replicas take over; on AWS it takes the loss of a zone. */
    private static final ActionSpec FAILOVER = new ActionSpec(
            "lab:cache:failover",
            "Kills the primary of the target caches, so that their replica takes over.",
            List.of(),
            Optional.of(WHOLE));

    private ElastiCacheActions() {}

    static List<FisAction> all() {
        return List.of(
                FisAction.of(INTERRUPT_ZONE_POWER, ElastiCacheActions::interruptPower),
                FisAction.of(
                        KILL,
                        call -> GroupEffect.on(
                                call, group -> call.inventory().caches().kill(group.arn()))),
                FisAction.of(FLUSH, ElastiCacheActions::flush),
                FisAction.of(FAILOVER, ElastiCacheActions::failover));
    }

    private static ActiveEffect interruptPower(ActionCall call) throws InventoryException {
        String zone = call.selector(ZONE);
        return GroupEffect.on(
                call, (AwsResource group) -> call.inventory().caches().cutPower(group.arn(), zone));
    }

    private static ActiveEffect flush(ActionCall call) throws InventoryException {
        for (AwsResource group : call.targets()) {
            call.inventory().caches().empty(group.arn());
        }
        return ActiveEffect.oneShot();
    }

    private static ActiveEffect failover(ActionCall call) throws InventoryException {
        for (AwsResource group : call.targets()) {
            call.inventory().caches().failover(group.arn(), call.wanted());
        }
        return ActiveEffect.oneShot();
    }
}
