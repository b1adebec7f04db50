package dev.crossfire.model;

/**
 * What a target lets be done to it, by name; a fault needs capabilities, a target offers them.
 *
 * @param name in kebab case, as {@code failover}
 */
public record Capability(String name) implements Comparable<Capability> {
    /** The target is a database that can be failed over to a standby. */
    public static final Capability FAILOVER = new Capability("failover");

    /** The target is a zone whose power can be cut: everything in it stops and stays down. */
    public static final Capability POWER = new Capability("power");

    /** The target is a zone whose network can be cut: everything in it is alive and cannot be reached. */
    public static final Capability ISOLATION = new Capability("isolation");

    /** The target is a process that can be frozen: alive, and stuck. */
    public static final Capability PAUSE = new Capability("pause");

    /** What goes to and from the target can be delayed. */
    public static final Capability LATENCY = new Capability("latency");

    /** Packets to and from the target can be lost. */
    public static final Capability LOSS = new Capability("loss");

    /** What goes to and from the target can be dropped without an answer. */
    public static final Capability PARTITION = new Capability("partition");

    /** What the target sends can be limited to so many bytes a second. */
    public static final Capability BANDWIDTH = new Capability("bandwidth");

    /** Connections to the target can be refused. */
    public static final Capability REFUSAL = new Capability("refusal");

    /** Connections to the target can be reset. */
    public static final Capability RESET = new Capability("reset");

    /** The target's processor can be kept busy. */
    public static final Capability CPU = new Capability("cpu");

    /** The target's memory can be filled. */
    public static final Capability MEMORY = new Capability("memory");

    /** The target can be killed. */
    public static final Capability KILL = new Capability("kill");

    /** The target is a cache whose replica can be made to take over. */
    public static final Capability TAKEOVER = new Capability("takeover");

    /** The target is a cache that can be made to come back empty. */
    public static final Capability FLUSH = new Capability("flush");

    /** The target is a database that can be made unreachable for its clients. */
    public static final Capability UNREACHABLE = new Capability("unreachable");

    /** The target is a pod that can be deleted. */
    public static final Capability PODS = new Capability("pods");

    /** The target's workload can have all its pods replaced, by a restart or by another image. */
    public static final Capability ROLLOUT = new Capability("rollout");

    /** The target's workload can be given another number of pods. */
    public static final Capability SCALE = new Capability("scale");

    /** The target is a node whose pods can be evicted, and which can be kept free of others. */
    public static final Capability DRAIN = new Capability("drain");

    /** The target's environment can start a workflow that its operator has written. */
    public static final Capability WORKFLOW = new Capability("workflow");

    /** The target can be given to any action of its environment's fault injection service. */
    public static final Capability ACTION = new Capability("action");

    @Override
    public int compareTo(Capability other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
