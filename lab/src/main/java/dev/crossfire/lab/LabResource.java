package dev.crossfire.lab;

import dev.crossfire.lab.LabNetwork.LabLink;
import dev.crossfire.lab.failover.PairRoles;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.redis.CacheGroup;
import dev.crossfire.lab.zone.LabZone;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of the lab, presented as the AWS resource that does its work there.
 *
 * @param role the name that scenarios know it by
 * @param resource how AWS would list it
 * @param address where it can be probed as its users reach it; null where there is no such address
 */
record LabResource(
        String role, AwsResource resource, @Nullable URI address) {
    private static final String CLUSTER = "ticketing";
    private static final String CACHE = "ticketing-cache";
    private static final String WRITER = "DBClusterMembers.IsClusterWriter";

    static LabResource cluster(PairRoles pair) {
        return of(
                "ticketing-db",
                "aws:rds:cluster",
                clusterArn(),
                Map.of("app", "ticketing", "role", "ticketing-db"),
                Map.of(
                        "DBClusterIdentifier",
                        List.of(CLUSTER),
                        "Engine",
                        List.of("postgres"),
                        "Status",
                        List.of(status(pair)),
                        "WriterAvailabilityZone",
                        zoneWords(pair.writer().zone()),
                        "DBClusterMembers.DBInstanceIdentifier",
                        List.of(identifier(pair.writer()), identifier(pair.other())),
                        WRITER,
                        List.of("true", "false")));
    }

    static LabResource instance(PairRoles pair, Server server) {
        boolean writer = server == pair.writer();
        boolean there = writer || pair.state() == PairRoles.PairState.REDUNDANT;
        return of(
                "ticketing-db-1" + server.zone().letter(),
                "aws:rds:db",
                LabInventory.ACCOUNT.arn("rds", "db:" + identifier(server)),
                LabInventory.tags("ticketing-db-instance", server.zone()),
                Map.of(
                        "DBInstanceIdentifier", List.of(identifier(server)),
                        "DBClusterIdentifier", List.of(CLUSTER),
                        "Engine", List.of("postgres"),
                        "DBInstanceStatus", List.of(there ? "available" : "rebooting"),
                        "AvailabilityZone", zoneWords(server.zone()),
                        "IsClusterWriter", List.of(Boolean.toString(writer))));
    }

    /** A whole zone, for which AWS has no resource: it is broken through the resources in it. */
    static LabResource zone(LabZone zone) {
        return of(
                "zone-" + zone.letter(),
                "aws:zone",
                LabInventory.ACCOUNT.arn("ec2", "availability-zone/" + zone.zoneId()),
                LabInventory.tags("zone-" + zone.letter(), zone),
                Map.of("AvailabilityZone", zoneWords(zone), "State", List.of("available")));
    }

    /** The machine that everything of a zone runs on. */
    static LabResource host(LabZone zone) {
        return of(
                "host-" + zone.letter(),
                "aws:ec2:instance",
                LabInventory.ACCOUNT.arn("ec2", "instance/i-1" + zone.letter()),
                LabInventory.tags("host-" + zone.letter(), zone),
                Map.of("Placement.AvailabilityZone", zoneWords(zone), "State.Name", List.of("running")));
    }

    /** The group that starts machines in place of those that are lost. */
    static LabResource hosts() {
        return of(
                "hosts",
                "aws:ec2:autoscaling-group",
                LabInventory.ACCOUNT.arn("autoscaling", "autoScalingGroup:1:autoScalingGroupName/hosts"),
                Map.of("app", "ticketing", "role", "hosts"),
                Map.of("AutoScalingGroupName", List.of("hosts")));
    }

    static LabResource subnet(LabZone zone) {
        return of(
                "subnet-" + zone.letter(),
                "aws:ec2:subnet",
                subnetArn(zone),
                LabInventory.tags("subnet-" + zone.letter(), zone),
                Map.of("AvailabilityZone", zoneWords(zone), "State", List.of("available")));
    }

    /** It spans zones, as the database's cluster does, so it has no zone of its own. */
    static LabResource cache(CacheTier tier) {
        CacheGroup cache = tier.group();
        boolean serving = cache.primary().supervisor().pid().isPresent();
        return of(
                        CACHE,
                        "aws:elasticache:replicationgroup",
                        LabInventory.ACCOUNT.arn("elasticache", "replicationgroup:" + CACHE),
                        Map.of("app", "ticketing", "role", CACHE),
                        Map.of(
                                "AvailabilityZone",
                                cache.nodes().stream()
                                        .flatMap(node -> zoneWords(node.zone()).stream())
                                        .toList(),
                                "PrimaryAvailabilityZone",
                                zoneWords(cache.primary().zone()),
                                "Engine",
                                List.of("redis"),
                                "Status",
                                List.of(serving ? "available" : "modifying")))
                .at("redis://127.0.0.1:" + tier.observerPort());
    }

    static LabResource replica(Replica replica) {
        return of(
                        "shop",
                        "aws:ecs:task",
                        arn(replica),
                        LabInventory.tags("shop", replica.zone(), replica.name()),
                        Map.of(
                                "AvailabilityZone", zoneWords(replica.zone()),
                                "LastStatus", List.of("RUNNING"),
                                "ClusterName", List.of("shop"),
                                "ServiceName", List.of("shop"),
                                "Containers.NetworkBindings.HostPort",
                                        List.of(Integer.toString(
                                                replica.link().address().getPort()))))
                .at("http://127.0.0.1:" + replica.link().address().getPort() + "/health");
    }

    /** AWS has no such resource: there, links are broken by way of what they lead to. */
    static LabResource link(LabLink link) {
        Map<String, String> tags = new HashMap<>(Map.of("app", "ticketing", "role", link.role(), "name", link.name()));
        LabZone zone = link.zone();
        if (zone != null) {
            tags.put("zone", zone.zoneName());
        }
        return of(link.role(), "lab:link", link.arn(), tags, Map.of("Name", List.of(link.name())))
                .at(link.address().toString());
    }

    static String clusterArn() {
        return LabInventory.ACCOUNT.arn("rds", "cluster:" + CLUSTER);
    }

    static String subnetArn(LabZone zone) {
        return LabInventory.ACCOUNT.arn("ec2", "subnet/subnet-1" + zone.letter());
    }

    static String arn(Replica replica) {
        return LabInventory.ACCOUNT.arn("ecs", "task/shop/" + replica.name());
    }

    private static LabResource of(
            String role, String type, String arn, Map<String, String> tags, Map<String, List<String>> attributes) {
        return new LabResource(role, new AwsResource(type, arn, tags, attributes), null);
    }

    private LabResource at(String url) {
        return new LabResource(role, resource, URI.create(url));
    }

    private static String status(PairRoles pair) {
        return pair.state() == PairRoles.PairState.REDUNDANT ? "available" : "failing-over";
    }

    private static String identifier(Server server) {
        return CLUSTER + "-1" + server.zone().letter();
    }

    /** A target may name a zone by its name or by its id. */
    private static List<String> zoneWords(LabZone zone) {
        return List.of(zone.zoneName(), zone.zoneId());
    }
}
