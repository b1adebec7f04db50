package dev.crossfire.lab;

import dev.crossfire.lab.kubernetes.PodSlot;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.zone.Zone;
import java.net.URI;

/**
 * One shop process and the link that the balancer reaches it by.
 *
 * @param name for example {@code shop-1a-1}
 * @param port where the process itself listens
 */
record Replica(String name, Zone zone, int port, ProcessSupervisor supervisor, Link link) {
    /** Returns the address of the process's own health check. */
    URI health() {
        return URI.create("http://127.0.0.1:" + port + "/health");
    }

    /** Returns the place in which its pods run. */
    PodSlot slot() {
        return new PodSlot(name, zone.zoneName(), health(), new ReplicaPod(supervisor));
    }
}
