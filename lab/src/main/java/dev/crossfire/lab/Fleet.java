package dev.crossfire.lab;

import java.util.List;

/** The shop's replicas, ended together. */
record Fleet(List<Replica> replicas) implements AutoCloseable {
    Fleet {
        replicas = List.copyOf(replicas);
    }

    @Override
    public void close() {
        replicas.forEach(replica -> replica.keeper().stop());
        replicas.forEach(replica -> replica.link().close());
    }
}
