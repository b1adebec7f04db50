package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.model.Describe;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where faults are requested in AWS.
 *
 * @param region the region's code, as {@code ap-northeast-2}
 * @param role the ARN of a role to assume first; null to use the credentials as they are
 * @param experimentRole the ARN of the role as which FIS acts
 * @param endpoint where all requests go, as one of a service that implements AWS's API; null for AWS's own
 * @param quotas how many targets FIS accepts by tags, by action, where the account has more than AWS's default; null for
 *     the default
 */
public record AwsSettings(
        @Describe("the region's code, such as ap-northeast-2")
        String region,

        @Describe("the ARN of a role to assume first") @Nullable
        String role,

        @Describe("the ARN of the role as which FIS acts") String experimentRole,

        @Describe("the URL of a service that implements AWS's API, where all requests go; AWS's own by default")
        @Nullable
        URI endpoint,

        @Describe("by action, such as aws:ec2:stop-instances: how many targets by tags the account's FIS accepts; 5 by"
                + " default")
        @Nullable
        Map<String, Integer> quotas) {
    public AwsSettings {
        if (endpoint != null
                && (endpoint.getHost() == null
                        || !String.valueOf(endpoint.getScheme()).matches("https?"))) {
            throw new IllegalArgumentException("an endpoint such as http://127.0.0.1:4566");
        }
        quotas = quotas == null ? null : Map.copyOf(quotas);
    }

    /** Whether the endpoint is on this machine, and so none of AWS's. */
    boolean isLocal() {
        return endpoint != null
                && Set.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(endpoint.getHost()));
    }

    /**
     * What plays a role: exactly one of them.
     *
     * @param rdsCluster an Aurora or Multi-AZ DB cluster
     * @param rdsInstance a Multi-AZ DB instance
     * @param resource anything else that FIS can act on
     * @param zone a whole Availability Zone
     * @param probe how it is seen from here; null when it is not to be broken, and for a zone
     */
    public record AwsRole(
            @Nullable RdsDatabase rdsCluster,
            @Nullable RdsDatabase rdsInstance,
            @Nullable FisResource resource,
            @Nullable AvailabilityZone zone,
            @Nullable RoleProbe probe) {
        public AwsRole {
            long given = Stream.of(rdsCluster, rdsInstance, resource, zone)
                    .filter(Objects::nonNull)
                    .count();
            if (given != 1) {
                throw new IllegalArgumentException("exactly one of rds-cluster, rds-instance, resource and zone");
            }
            if (probe != null && (probe.jdbc() == null) == (rdsCluster != null || rdsInstance != null)) {
                throw new IllegalArgumentException(
                        resource == null && zone == null
                                ? "a probe with jdbc, because a database is seen by queries"
                                : "a probe with an address");
            }
        }
    }

    private static void requireOneOf(@Nullable String id, @Nullable Map<String, String> tags) {
        boolean arn = id != null && id.startsWith("arn:");
        boolean tagged = tags != null && !tags.isEmpty();
        if (id == null ? !tagged : !arn || tags != null) {
            throw new IllegalArgumentException("either the ARN as id, or tags that it carries");
        }
    }

    /**
     * Something that FIS can act on: by exactly one of identifier and tags.
     *
     * @param type as FIS names it, as {@code aws:ecs:task}
     * @param id its ARN
     * @param tags all of which it carries
     * @param zone where it stands; null when it spans zones
     */
    public record FisResource(
            @Describe("as FIS names it, such as aws:ecs:task")
            String type,

            @Describe("its ARN") @Nullable String id,

            @Describe("tags that it carries, all of them") @Nullable
            Map<String, String> tags,

            @Describe("its Availability Zone") @Nullable String zone) {
        public FisResource {
            requireOneOf(id, tags);
            tags = tags == null ? null : Map.copyOf(tags);
            if (!PreviewAction.knows(type)) {
                throw new IllegalArgumentException("a type that can be looked up: " + PreviewAction.types());
            }
            if (PreviewAction.needsId(type) && id == null) {
                throw new IllegalArgumentException("the ARN as id, because FIS finds no " + type + " by tags");
            }
            if (PreviewAction.needsZone(type) && zone == null) {
                throw new IllegalArgumentException("a zone, because FIS acts on " + type + " in one zone");
            }
        }
    }

    /**
     * An Availability Zone, or rather the user's resources in it.
     *
     * @param name as {@code ap-northeast-2a}
     * @param tags that all of the user's resources there carry; without them a fault would hit others' resources
     * @param power what the loss of its power does besides the usual; null for nothing
     */
    public record AvailabilityZone(
            @Describe("the zone's name, such as ap-northeast-2a")
            String name,

            @Describe("tags that all resources of the system in it carry")
            Map<String, String> tags,

            @Describe("what the loss of its power does besides the usual") @Nullable
            ZonePower power) {
        public AvailabilityZone {
            if (tags.isEmpty()) {
                throw new IllegalArgumentException(
                        "tags that all resources of the system in the zone carry; without them a fault"
                                + " would hit resources of others");
            }
            tags = Map.copyOf(tags);
        }
    }

    /**
     * A database: by exactly one of identifier and tags.
     *
     * @param id its ARN
     * @param tags all of which it carries
     */
    public record RdsDatabase(
            @Describe("its ARN") @Nullable String id,

            @Describe("tags that it carries, all of them") @Nullable
            Map<String, String> tags) {
        public RdsDatabase {
            requireOneOf(id, tags);
            tags = tags == null ? null : Map.copyOf(tags);
        }
    }
}
