package dev.crossfire.lab.fis;

import dev.crossfire.lab.fis.ResourceInventory.DatabaseOperations;
import dev.crossfire.lab.fis.ResourceInventory.NetworkOperations;
import dev.crossfire.lab.fis.ResourceInventory.WorkflowOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** An inventory that only writes down what is done to it. */
final class FakeInventory implements ResourceInventory, DatabaseOperations {
    /** The account that AWS's documentation uses, which belongs to no customer. */
    static final FisAccount ACCOUNT = new FisAccount("eu-central-1", "123456789012");

    final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<AwsResource> resources = new ArrayList<>();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile String refusal = "";
    volatile boolean broken;
    /** Completed when the workflow under way is to be over. */
    final CompletableFuture<Void> workflow = new CompletableFuture<>();

    static String cluster(String name) {
        return ACCOUNT.arn("rds", "cluster:" + name);
    }

    static String instance(String name) {
        return ACCOUNT.arn("rds", "db:" + name);
    }

    synchronized FakeInventory withCluster(String name, Map<String, String> tags, char writerZone) {
        resources.add(new AwsResource(
                "aws:rds:cluster",
                cluster(name),
                tags,
                Map.of(
                        "Engine", List.of("aurora-postgresql"),
                        "Status", List.of("available"),
                        "WriterAvailabilityZone", List.of(ACCOUNT.region() + writerZone))));
        return this;
    }

    synchronized FakeInventory withInstance(String name, Map<String, String> tags, char zone, String status) {
        resources.add(new AwsResource(
                "aws:rds:db",
                instance(name),
                tags,
                Map.of(
                        "AvailabilityZone", List.of(ACCOUNT.region() + zone),
                        "DBInstanceStatus", List.of(status),
                        "VpcSecurityGroups.VpcSecurityGroupId", List.of("sg-1", "sg-2"))));
        return this;
    }

    @Override
    public synchronized List<AwsResource> resources() {
        if (broken) {
            throw new IllegalStateException("inventory lost");
        }
        return List.copyOf(resources);
    }

    @Override
    public void failover(String clusterArn) throws InventoryException {
        effect("failover " + clusterArn);
    }

    @Override
    public void reboot(String instanceArn, boolean forceFailover) throws InventoryException {
        effect("reboot " + instanceArn + " " + forceFailover);
    }

    synchronized FakeInventory with(String type, String arn, Map<String, List<String>> attributes) {
        resources.add(new AwsResource(type, arn, Map.of("role", "fake"), attributes));
        return this;
    }

    @Override
    public NetworkOperations network() {
        return (arn, fault) -> {
            effect("disrupt " + arn + " " + fault);
            return () -> effect("restore " + arn + " " + fault);
        };
    }

    @Override
    public ZoneOperations zones() {
        return new ZoneOperations() {
            @Override
            public ActiveEffect.Undo stop(String instanceArn) throws InventoryException {
                return held("stop " + instanceArn, "start " + instanceArn);
            }

            @Override
            public ActiveEffect.Undo withholdCapacity(String groupArn, Set<String> zones) throws InventoryException {
                return held("withhold " + groupArn + " " + zones, "grant " + groupArn + " " + zones);
            }

            @Override
            public ActiveEffect.Undo isolate(String subnetArn) throws InventoryException {
                return held("isolate " + subnetArn, "connect " + subnetArn);
            }
        };
    }

    @Override
    public TaskOperations tasks() {
        return new TaskOperations() {
            @Override
            public void stop(String taskArn) throws InventoryException {
                effect("stop " + taskArn);
            }

            @Override
            public ActiveEffect.Undo pause(String taskArn) throws InventoryException {
                return held("pause " + taskArn, "resume " + taskArn);
            }

            @Override
            public ActiveEffect.Undo stress(String taskArn, Stress stress, Duration hold) throws InventoryException {
                return held("stress " + taskArn + " " + stress + " " + hold, "rest " + taskArn);
            }
        };
    }

    private ActiveEffect.Undo held(String begin, String end) throws InventoryException {
        effect(begin);
        return () -> effect(end);
    }

    @Override
    public WorkflowOperations workflows() {
        return (document, parameters, atMost) -> {
            effect("run " + document + " " + parameters);
            return new ActiveEffect(atMost, () -> effect("end " + document), workflow);
        };
    }

    private void effect(String call) throws InventoryException {
        calls.add(call);
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!refusal.isEmpty()) {
            throw new InventoryException(refusal);
        }
    }

    synchronized FakeInventory withCache(String name, Map<String, String> tags, String... zones) {
        resources.add(new AwsResource(
                "aws:elasticache:replicationgroup", cache(name), tags, Map.of("AvailabilityZone", List.of(zones))));
        return this;
    }

    static String cache(String name) {
        return ACCOUNT.arn("elasticache", "replicationgroup:" + name);
    }

    @Override
    public DatabaseOperations databases() {
        return this;
    }

    @Override
    public CacheOperations caches() {
        return new FakeCaches();
    }

    private final class FakeCaches implements CacheOperations {
        @Override
        public ActiveEffect.Undo cutPower(String groupArn, String zone) throws InventoryException {
            effect("dark " + groupArn + " " + zone);
            return () -> effect("lit " + groupArn);
        }

        @Override
        public ActiveEffect.Undo kill(String groupArn) throws InventoryException {
            effect("kill " + groupArn);
            return () -> effect("back " + groupArn);
        }

        @Override
        public void empty(String groupArn) throws InventoryException {
            effect("empty " + groupArn);
        }

        @Override
        public void failover(String groupArn, BooleanSupplier wanted) throws InventoryException {
            effect("turn " + groupArn);
        }
    }
}
