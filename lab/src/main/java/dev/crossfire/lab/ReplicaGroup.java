package dev.crossfire.lab;

import java.util.List;

/** The shop's replicas, ended together. */
record ReplicaGroup(List<Replica> replicas) implements AutoCloseable {
    ReplicaGroup {
        replicas = List.copyOf(replicas);
    }

    @Override
    public void close() {
        replicas.forEach(replica -> replica.supervisor().stop());
        replicas.forEach(replica -> replica.link().close());
    }
}
