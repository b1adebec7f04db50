package dev.crossfire.lab;

import dev.crossfire.lab.failover.RefusedException;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.Caches;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.redis.CacheNode;
import dev.crossfire.lab.zone.Zone;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The lab's one cache, as experiments break it. */
record LabCaches(CacheTier tier) implements Caches {
    @Override
    public ActionRun.Undo cutPower(String groupArn, String zone) throws InventoryException {
        require(groupArn);
        List<CacheNode> dark = tier.group().nodes().stream()
                .filter(node -> isCalled(node.zone(), zone))
                .toList();
        if (dark.isEmpty()) {
            throw new InventoryException(groupArn + " has no server in zone " + zone + "; its servers are in "
                    + tier.group().nodes().stream()
                            .map(node -> node.zone().zoneName())
                            .toList());
        }
        return tier.group().down(dark, "power of zone " + zone)::run;
    }

    @Override
    public ActionRun.Undo kill(String groupArn) throws InventoryException {
        require(groupArn);
        return tier.group().down(tier.group().nodes(), "loss of the cache")::run;
    }

    @Override
    public void empty(String groupArn) throws InventoryException {
        require(groupArn);
        tier.group().empty("flush of the cache");
    }

    @Override
    public void failover(String groupArn, BooleanSupplier wanted) throws InventoryException {
        require(groupArn);
        try {
            tier.group().failover("failover of the cache", wanted);
        } catch (RefusedException e) {
            throw new InventoryException(String.valueOf(e.getMessage()), e);
        }
    }

    private void require(String groupArn) throws InventoryException {
        if (!groupArn.equals(LabResource.cache(tier).resource().arn())) {
            throw new InventoryException("there is no cache " + groupArn + " in the lab");
        }
    }

    private static boolean isCalled(Zone zone, String word) {
        return zone.zoneName().equals(word) || zone.zoneId().equals(word);
    }
}
