package dev.crossfire.model;

/**
 * What a target lets be done to it, by name; a fault needs capabilities, a target offers them.
 *
 * @param name in kebab case, as {@code failover}
 */
public record Capability(String name) implements Comparable<Capability> {
    /** The target is a database that can be told to fail over to a standby. */
    public static final Capability FAILOVER = new Capability("failover");

    /** The target is a pod that can be deleted. */
    public static final Capability PODS = new Capability("pods");

    @Override
    public int compareTo(Capability other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
