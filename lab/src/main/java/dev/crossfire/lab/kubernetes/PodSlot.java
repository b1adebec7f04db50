package dev.crossfire.lab.kubernetes;

import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.zone.Zone;
import java.net.URI;

/**
 * A place in a zone where one pod of the shop can run: a port that the balancer knows, and its process's supervisor.
 *
 * @param name the replica's, for example {@code shop-1a-1}
 * @param health the address of the process's health check
 */
public record PodSlot(String name, Zone zone, URI health, ProcessSupervisor supervisor) {}
