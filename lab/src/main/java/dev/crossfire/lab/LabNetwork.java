package dev.crossfire.lab;

import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.NetworkFault;
import dev.crossfire.lab.fis.ResourceInventory.NetworkOperations;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.link.LinkFault;
import dev.crossfire.lab.link.LinkFault.AppliedLinkFault;
import dev.crossfire.lab.link.LinkFault.Direction;
import dev.crossfire.lab.link.LinkFault.LinkDelay;
import dev.crossfire.lab.link.LinkFault.Loss;
import dev.crossfire.lab.redis.CacheNode;
import dev.crossfire.lab.zone.LabZone;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lab's links, and what each of its resources is reached by. */
final class LabNetwork implements NetworkOperations {
    /**
     * One way to a resource.
     *
     * @param only the far end that counts, on a link that may lead elsewhere; null if all of it counts
     */
    private record LinkPath(Link link, @Nullable InetSocketAddress only) {
        AppliedLinkFault apply(LinkFault linkFault) {
            return only == null ? link.apply(linkFault) : link.apply(linkFault, only);
        }
    }

    private final List<LabLink> links = new ArrayList<>();
    private final Map<String, List<LinkPath>> ways = new HashMap<>();

    LabNetwork(BalancerTier balancer, List<Replica> replicas, DatabaseTier database, CacheTier cache) {
        add(new LabLink("clients-to-balancer", "clients-to-balancer", balancer.link(), "http", "/health", null));
        for (Replica replica : replicas) {
            add(new LabLink(
                    "balancer-to-shop",
                    "balancer-to-" + replica.name(),
                    replica.link(),
                    "http",
                    "/health",
                    replica.zone()));
            follower(LabResource.arn(replica), replica.link(), null);
            follower(LabResource.subnetArn(replica.zone()), replica.link(), null);
        }
        add(new LabLink("shop-to-database", "shop-to-database", database.endpoint(), "postgres", "", null));
        add(new LabLink("shop-to-cache", "shop-to-cache", cache.link(), "redis", "", null));
        add(new LabLink("primary-to-standby", "primary-to-standby", database.replication(), "postgres", "", null));
        leadTo(database);
        leadTo(cache);
    }

    /** Clients and observers lose a server that is cut off, and so do the other server and the sentinel. */
    private void leadTo(CacheTier cache) {
        for (CacheNode node : cache.group().nodes()) {
            for (Link link : List.of(cache.link(), cache.observers())) {
                follower(LabResource.subnetArn(node.zone()), link, local(node.port()));
            }
            follower(LabResource.subnetArn(node.zone()), node.front(), null);
        }
    }

    /** Clients and observers lose a server that is cut off, and so does the other server. */
    private void leadTo(DatabaseTier database) {
        for (Link link : List.of(database.endpoint(), database.observers())) {
            follower(LabResource.clusterArn(), link, null);
            database.servers()
                    .forEach(server -> follower(LabResource.subnetArn(server.zone()), link, local(server.port())));
        }
        database.servers()
                .forEach(server -> follower(LabResource.subnetArn(server.zone()), database.replication(), null));
    }

    private void add(LabLink link) {
        links.add(link);
        follower(link.arn(), link.link(), null);
    }

    private void follower(String arn, Link link, @Nullable InetSocketAddress only) {
        ways.computeIfAbsent(arn, unknown -> new ArrayList<>()).add(new LinkPath(link, only));
    }

    /** Returns the links that can be broken on their own. */
    List<LabLink> links() {
        return List.copyOf(links);
    }

    @Override
    public ActiveEffect.Undo disrupt(String arn, NetworkFault fault) throws InventoryException {
        LinkFault linkFault = linkFault(fault);
        List<LinkPath> there = ways.get(arn);
        if (there == null) {
            throw new InventoryException("no link of the lab leads to " + arn
                    + "; choose a link, a task, the cluster or a" + " subnet that it lists");
        }
        List<AppliedLinkFault> applied =
                there.stream().map(way -> way.apply(linkFault)).toList();
        return () -> applied.forEach(AppliedLinkFault::close);
    }

    private static LinkFault linkFault(NetworkFault fault) throws InventoryException {
        try {
            if (fault instanceof NetworkFault.PacketDelay latency) {
                return new LinkFault.Slow(
                        direction(latency.traffic()), new LinkDelay(latency.delay(), latency.jitter()));
            }
            if (fault instanceof NetworkFault.PacketLoss loss) {
                return new LinkFault.Lossy(direction(loss.traffic()), new Loss(loss.percent()));
            }
            return fault instanceof NetworkFault.Reset ? new LinkFault.Refusing() : new LinkFault.Blackholed();
        } catch (IllegalArgumentException e) {
            throw new InventoryException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Direction direction(NetworkFault.Traffic traffic) {
        return switch (traffic) {
            case INGRESS -> Direction.TO_UPSTREAM;
            case EGRESS -> Direction.TO_CLIENT;
        };
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

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
}
