package dev.crossfire.chaos.database;

import dev.crossfire.chaos.probe.ProbeAddress;
import dev.crossfire.model.Describe;
import dev.crossfire.model.ShortForm;
import dev.crossfire.model.environment.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How what plays a role is seen from here: at an address, or as a database.
 *
 * @param url the address; null for a database
 * @param jdbc the URL of the endpoint that follows a database's writer, {@code jdbc:postgresql://…}; null for an address
 * @param user of the database, who needs to connect, and {@code pg_monitor} to see standbys; null when the URL names one
 * @param password null when the URL contains it
 * @param dialect null for what is usual where the database is
 */
@ShortForm
public record RoleProbe(
        @Describe("the address for probes, such as https://HOST/health, tcp://HOST:PORT or redis://HOST:PORT") @Nullable
        String url,

        @Describe("the JDBC URL of the writer's endpoint, jdbc:postgresql://HOST/DATABASE") @Nullable
        Secret jdbc,

        @Describe("the user of the database; needs pg_monitor to see standbys") @Nullable
        String user,

        @Nullable Secret password,

        @Describe("how the database's nodes are identified; by default as is usual where it is") @Nullable
        PairQueries dialect) {
    public RoleProbe {
        if ((url == null) == (jdbc == null) || (url != null && (user != null || password != null || dialect != null))) {
            throw new IllegalArgumentException("either an address, or jdbc with user and password of a database");
        }
        if (url != null) {
            ProbeAddress.require(url);
        }
    }

    /** A probe of an address. */
    public static RoleProbe at(String url) {
        return new RoleProbe(url, null, null, null, null);
    }

    /** The address; null for a database. */
    public @Nullable URI address() {
        return url == null ? null : URI.create(url);
    }

    /**
     * The database; null for an address.
     *
     * @param usual how its nodes are identified unless this says otherwise
     */
    public @Nullable DatabasePair pair(PairQueries usual) {
        return jdbc == null
                ? null
                : new DatabasePair(
                        jdbc,
                        user == null ? "" : user,
                        password == null ? new Secret("") : password,
                        dialect == null ? usual : dialect);
    }
}
