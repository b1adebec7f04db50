package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Dialect;
import dev.crossfire.model.EnvironmentSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an AWS environment's file says beyond what every environment's does.
 *
 * @param aws which account, and as whom
 * @param roles what plays which role
 */
public record AwsSettings(Account aws, Map<String, Role> roles) implements EnvironmentSettings {
    public AwsSettings {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /**
     * Where faults are asked for.
     *
     * @param region the region's code, as {@code ap-northeast-2}
     * @param role the ARN of a role to assume first; null to use the credentials as they are
     * @param experimentRole the ARN of the role as which FIS acts
     */
    public record Account(String region, @Nullable String role, String experimentRole) {}

    /**
     * What plays a role: exactly one of the two.
     *
     * @param rdsCluster an Aurora or Multi-AZ DB cluster
     * @param rdsInstance a Multi-AZ DB instance
     */
    public record Role(
            @Nullable Database rdsCluster, @Nullable Database rdsInstance) {}

    /**
     * A database: by exactly one of identifier and tags.
     *
     * @param id its ARN
     * @param tags all of which it carries
     * @param probe how to see it from the outside; null when it is not to fail over
     */
    public record Database(
            @Nullable String id,
            @Nullable Map<String, String> tags,
            @Nullable Probe probe) {}

    /**
     * How to look at a database; its user needs to connect, and {@code pg_monitor} to see standbys.
     *
     * @param jdbc the URL of the writer's endpoint, {@code jdbc:postgresql://…}; a secret
     * @param user null when the URL names one
     * @param password a secret; null when the URL holds it
     * @param dialect null for {@code aurora} at a cluster, {@code address} at an instance
     */
    public record Probe(
            String jdbc,
            @Nullable String user,
            @Nullable String password,
            @Nullable Dialect dialect) {
        @Override
        public String toString() {
            return "Probe[…]";
        }
    }
}
