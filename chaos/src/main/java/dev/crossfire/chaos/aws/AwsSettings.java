package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Dialect;
import dev.crossfire.model.About;
import dev.crossfire.model.EnvironmentSettings;
import dev.crossfire.model.Secret;
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
public record AwsSettings(
        @About("which account, and as whom") Account aws,
        @About("what plays which role") Map<String, Role> roles) implements EnvironmentSettings {
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
    public record Account(
            @About("the region's code, as ap-northeast-2") String region,

            @About("the ARN of a role to assume first") @Nullable
            String role,

            @About("the ARN of the role as which FIS acts") String experimentRole) {}

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
            @About("its ARN") @Nullable String id,

            @About("tags that it carries, all of them") @Nullable
            Map<String, String> tags,

            @About("how to see it from the outside") @Nullable
            Probe probe) {}

    /**
     * How to look at a database; its user needs to connect, and {@code pg_monitor} to see standbys.
     *
     * @param jdbc the URL of the writer's endpoint, {@code jdbc:postgresql://…}
     * @param user null when the URL names one
     * @param password null when the URL holds it
     * @param dialect null for {@code aurora} at a cluster, {@code address} at an instance
     */
    public record Probe(
            @About("the JDBC URL of the writer's endpoint, jdbc:postgresql://HOST/DATABASE")
            Secret jdbc,

            @About("who looks; needs pg_monitor to see standbys") @Nullable
            String user,

            @Nullable Secret password,

            @About("how nodes say who they are; aurora at a cluster, address at an instance") @Nullable
            Dialect dialect) {}
}
