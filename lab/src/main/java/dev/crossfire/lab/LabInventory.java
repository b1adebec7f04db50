package dev.crossfire.lab;

import dev.crossfire.lab.failover.FailoverController;
import dev.crossfire.lab.failover.FailoverRefusedException;
import dev.crossfire.lab.failover.PairRoles;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.CacheOperations;
import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.ResourceInventory;
import dev.crossfire.lab.fis.ResourceInventory.DatabaseOperations;
import dev.crossfire.lab.fis.ResourceInventory.NetworkOperations;
import dev.crossfire.lab.fis.ResourceInventory.WorkflowOperations;
import dev.crossfire.lab.fis.TaskOperations;
import dev.crossfire.lab.fis.ZoneOperations;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.redis.CacheNode;
import dev.crossfire.lab.zone.LabZone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The lab's parts as AWS would list them, and what can be done to them for real. */
final class LabInventory implements ResourceInventory, DatabaseOperations {
    /**
     * An account that does not exist and no real region, so that no request meant for the lab can hit anything else.
     */
    static final FisAccount ACCOUNT = new FisAccount("lab-1", "000000000000");

    private static final Duration SIDE_BY_SIDE = Duration.ofMillis(300);

    private final FailoverController pair;
    private final CacheTier cache;
    private final LabNetwork network;
    private final LabZones zones;
    private final LabTasks tasks;
    private final LabWorkflows workflows;
    private final List<LabResource> others;

    LabInventory(
            FailoverController pair,
            CacheTier cache,
            LabNetwork network,
            LabZones zones,
            LabTasks tasks,
            LabWorkflows workflows) {
        this.pair = pair;
        this.cache = cache;
        this.network = network;
        this.zones = zones;
        this.tasks = tasks;
        this.workflows = workflows;
        List<LabResource> fixed = new ArrayList<>();
        for (LabZone zone : LabZone.values()) {
            fixed.add(LabResource.zone(zone));
            fixed.add(LabResource.host(zone));
            fixed.add(LabResource.subnet(zone));
        }
        fixed.add(LabResource.hosts());
        tasks.replicas().forEach(replica -> fixed.add(LabResource.replica(replica)));
        network.links().forEach(link -> fixed.add(LabResource.link(link)));
        this.others = List.copyOf(fixed);
    }

    /** Returns every resource, with the role that a scenario knows it by. */
    List<LabResource> all() {
        PairRoles now = pair.pair();
        List<LabResource> all = new ArrayList<>();
        all.add(LabResource.cluster(now));
        // By name: a failover changes no list.
        Stream.of(now.writer(), now.other())
                .sorted(Comparator.comparing(Server::name))
                .forEach(server -> all.add(LabResource.instance(now, server)));
        all.add(LabResource.cache(cache));
        all.addAll(others);
        return List.copyOf(all);
    }

    @Override
    public List<AwsResource> resources() {
        return all().stream().map(LabResource::resource).toList();
    }

    @Override
    public void failover(String clusterArn) throws InventoryException {
        if (!clusterArn.equals(LabResource.cluster(pair.pair()).resource().arn())) {
            throw new InventoryException("there is no cluster " + clusterArn + " in the lab");
        }
        killWriter("failover of the cluster");
    }

    @Override
    public void reboot(String instanceArn, boolean forceFailover) throws InventoryException {
        PairRoles now = pair.pair();
        Server server = Stream.of(now.writer(), now.other())
                .filter(each -> LabResource.instance(now, each).resource().arn().equals(instanceArn))
                .findFirst()
                .orElseThrow(() -> new InventoryException("there is no instance " + instanceArn + " in the lab"));
        if (!forceFailover) {
            restart(server);
            return;
        }
        if (server != now.writer()) {
            throw new InventoryException(instanceArn + " is a reader: only the writer can be rebooted with a failover");
        }
        killWriter("reboot with failover");
    }

    @Override
    public DatabaseOperations databases() {
        return this;
    }

    @Override
    public CacheOperations caches() {
        return new LabCaches(cache);
    }

    @Override
    public NetworkOperations network() {
        return network;
    }

    @Override
    public ZoneOperations zones() {
        return zones;
    }

    @Override
    public TaskOperations tasks() {
        return tasks;
    }

    @Override
    public WorkflowOperations workflows() {
        return workflows;
    }

    private void restart(Server server) throws InventoryException {
        try {
            pair.reboot(server);
        } catch (FailoverRefusedException e) {
            throw new InventoryException(String.valueOf(e.getMessage()), e);
        }
    }

    private void killWriter(String reason) throws InventoryException {
        if (writerLost()) {
            // The requested change is under way.
            return;
        }
        try {
            pair.failover(reason);
        } catch (FailoverRefusedException e) {
            if (!writerSoonLost()) {
                throw new InventoryException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    /** An experiment that takes a zone's power begins that beside the failover of the resources in it, in any order. */
    private boolean writerSoonLost() {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(SIDE_BY_SIDE)
                    .until(this::writerLost);
            return true;
        } catch (ConditionTimeoutException no) {
            return false;
        }
    }

    private boolean writerLost() {
        return !zones.serves(pair.pair().writer().zone());
    }

    /** Returns the tags that a part carries. */
    static Map<String, String> tags(String role, LabZone zone) {
        return Map.of("app", "ticketing", "role", role, "zone", zone.zoneName());
    }

    /** Returns the tags that one of several parts in a role carries. */
    static Map<String, String> tags(String role, LabZone zone, String name) {
        return Map.of("app", "ticketing", "role", role, "zone", zone.zoneName(), "name", name);
    }

    /** The lab's one cache, as experiments break it. */
    record LabCaches(CacheTier tier) implements CacheOperations {
        @Override
        public ActiveEffect.Undo cutPower(String groupArn, String zone) throws InventoryException {
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
        public ActiveEffect.Undo kill(String groupArn) throws InventoryException {
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
            } catch (FailoverRefusedException e) {
                throw new InventoryException(String.valueOf(e.getMessage()), e);
            }
        }

        private void require(String groupArn) throws InventoryException {
            if (!groupArn.equals(LabResource.cache(tier).resource().arn())) {
                throw new InventoryException("there is no cache " + groupArn + " in the lab");
            }
        }

        private static boolean isCalled(LabZone zone, String word) {
            return zone.zoneName().equals(word) || zone.zoneId().equals(word);
        }
    }
}
