package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.aws.TargetPreview.PreviewAction;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.probe.ProbeAddress;
import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.EnvironmentSpec.EnvironmentSettings;
import dev.crossfire.model.environment.Secret;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an AWS environment's file beyond those of every environment.
 *
 * @param aws which account, and the role that is assumed in it
 * @param roles what plays which role
 */
public record AwsSettings(
        @Describe("the account and its roles") AwsAccount aws,
        @Describe("the resources of each role") Map<String, AwsRole> roles)
        implements EnvironmentSettings {
    public AwsSettings {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /**
     * Where faults are requested.
     *
     * @param region the region's code, as {@code ap-northeast-2}
     * @param role the ARN of a role to assume first; null to use the credentials as they are
     * @param experimentRole the ARN of the role as which FIS acts
     * @param quotas how many targets FIS accepts by tags, by action, where the account has more than AWS's default; null
     *     for the default
     */
    public record AwsAccount(
            @Describe("the region's code, such as ap-northeast-2")
            String region,

            @Describe("the ARN of a role to assume first") @Nullable
            String role,

            @Describe("the ARN of the role as which FIS acts")
            String experimentRole,

            @Describe(
                    "by action, such as aws:ec2:stop-instances: how many targets by tags the account's FIS accepts; 5 by"
                            + " default")
            @Nullable
            Map<String, Integer> quotas) {
        public AwsAccount {
            quotas = quotas == null ? null : Map.copyOf(quotas);
        }
    }

    /**
     * What plays a role: exactly one of them.
     *
     * @param rdsCluster an Aurora or Multi-AZ DB cluster
     * @param rdsInstance a Multi-AZ DB instance
     * @param resource anything else that FIS can act on
     * @param zone a whole Availability Zone
     */
    public record AwsRole(
            @Nullable RdsDatabase rdsCluster,
            @Nullable RdsDatabase rdsInstance,
            @Nullable FisResource resource,
            @Nullable AvailabilityZone zone) {
        public AwsRole {
            long given = Stream.of(rdsCluster, rdsInstance, resource, zone)
                    .filter(Objects::nonNull)
                    .count();
            if (given != 1) {
                throw new IllegalArgumentException("exactly one of rds-cluster, rds-instance, resource and zone");
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
     * @param probe where it can be probed from here; null when it is not to be broken
     */
    public record FisResource(
            @Describe("as FIS names it, such as aws:ecs:task")
            String type,

            @Describe("its ARN") @Nullable String id,

            @Describe("tags that it carries, all of them") @Nullable
            Map<String, String> tags,

            @Describe("its Availability Zone") @Nullable String zone,

            @Describe("the address for probes, such as https://HOST/health or redis://HOST:PORT") @Nullable
            String probe) {
        public FisResource {
            requireOneOf(id, tags);
            tags = tags == null ? null : Map.copyOf(tags);
            if (!PreviewAction.knows(type)) {
                throw new IllegalArgumentException("a type that can be looked up: " + PreviewAction.types());
            }
            if (probe != null) {
                ProbeAddress.require(probe);
            }
        }

        /** Where it can be probed; null when it is unknown. */
        @Nullable
        URI address() {
            return probe == null ? null : URI.create(probe);
        }
    }

    /**
     * An Availability Zone, or rather the user's resources in it.
     *
     * @param name as {@code ap-northeast-2a}
     * @param tags that all of the user's resources there carry; without them a fault would hit others' resources
     */
    public record AvailabilityZone(
            @Describe("the zone's name, such as ap-northeast-2a")
            String name,

            @Describe("tags that all resources of the system in it carry")
            Map<String, String> tags) {
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
     * @param probe how to see it from the outside; null when it is not to fail over
     */
    public record RdsDatabase(
            @Describe("its ARN") @Nullable String id,

            @Describe("tags that it carries, all of them") @Nullable
            Map<String, String> tags,

            @Describe("how to probe it") @Nullable DatabaseProbe probe) {
        public RdsDatabase {
            requireOneOf(id, tags);
            tags = tags == null ? null : Map.copyOf(tags);
        }
    }

    /**
     * How to probe a database; its user needs to connect, and {@code pg_monitor} to see standbys.
     *
     * @param jdbc the URL of the writer's endpoint, {@code jdbc:postgresql://…}
     * @param user null when the URL names one
     * @param password null when the URL contains it
     * @param dialect null for {@code aurora} at a cluster, {@code address} at an instance
     */
    public record DatabaseProbe(
            @Describe("the JDBC URL of the writer's endpoint, jdbc:postgresql://HOST/DATABASE")
            Secret jdbc,

            @Describe("the user of the probe; needs pg_monitor to see standbys") @Nullable
            String user,

            @Nullable Secret password,

            @Describe("how nodes are identified; aurora at a cluster, address at an instance") @Nullable
            PairQueries dialect) {}
}
