package dev.crossfire.lab;

import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.zone.LabZone;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A link that can be broken, and how its users reach it.
 *
 * @param role the name that scenarios know it by, alone or with others that do the same
 * @param name its own name, as {@code balancer-to-shop-1a-1}
 * @param scheme the protocol that it carries
 * @param path where its users probe, with its slash; empty if there is no such path
 * @param zone where it ends, if it ends in one
 */
record LabLink(
        String role,
        String name,
        Link link,
        String scheme,
        String path,
        @Nullable LabZone zone) {
    /** Returns the ARN that it would have if AWS had such a thing. */
    String arn() {
        return LabInventory.ACCOUNT.arn("lab", "link/" + name);
    }

    /** Returns where its users connect to. */
    URI address() {
        return URI.create(scheme + "://127.0.0.1:" + link.address().getPort() + path);
    }
}
