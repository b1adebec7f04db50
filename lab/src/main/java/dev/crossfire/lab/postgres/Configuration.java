package dev.crossfire.lab.postgres;

import dev.crossfire.lab.cache.PrivateFile;
import dev.crossfire.lab.postgres.Logins.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server's configuration files. */
final class Configuration {
    /** The passwords are 128 random bits: stretching them would only slow down every connection. */
    static final int SCRAM_ITERATIONS = 1;

    static final int CONNECTIONS = 150;

    private Configuration() {}

    /** Writes everything that does not depend on the server's role. */
    static void write(Server server) throws IOException {
        put(server, "postgresql.conf", """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                cluster_name = '%s'
                max_connections = %d
                reserved_connections = %d
                shared_buffers = 32MB
                max_wal_size = 256MB
                min_wal_size = 32MB
                # Processes are killed here, machines are not: the page cache survives every fault of the lab.
                fsync = off
                io_method = sync
                jit = off
                max_parallel_workers_per_gather = 0
                wal_level = replica
                max_wal_senders = 6
                max_replication_slots = 4
                max_slot_wal_keep_size = 512MB
                wal_retrieve_retry_interval = 200ms
                wal_receiver_timeout = 3s
                wal_sender_timeout = 3s
                track_commit_timestamp = on
                password_encryption = scram-sha-256
                scram_iterations = %d
                log_line_prefix = '%%m [%%p] '
                # A failing statement may carry a password.
                log_min_error_statement = panic
                """.formatted(
                        server.port(), server.zone().zoneName(), CONNECTIONS, server.reserved(), SCRAM_ITERATIONS));
        put(server, "pg_hba.conf", """
                # After a failover all of the shop logs in at once, and each challenge costs two more round trips.
                host all %s 127.0.0.1/32 password
                host all all 127.0.0.1/32 scram-sha-256
                host replication %s 127.0.0.1/32 scram-sha-256
                """.formatted(
                        server.setting().logins().shop().user(),
                        server.setting().logins().replicator().user()));
    }

    /**
     * Makes the server a standby of the server behind a port.
     *
     * <p>It also drops the old role's settings: a reader that is promoted must not wait for a reader of its own.
     */
    static void follow(Server server, int upstreamPort, String slot) throws IOException {
        Login login = server.setting().logins().replicator();
        put(server, "postgresql.auto.conf", """
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s sslmode=disable gssencmode=disable'
                primary_slot_name = '%s'
                """.formatted(
                upstreamPort, login.user(), login.password(), server.zone().zoneName(), slot));
        put(server, "standby.signal", "");
    }

    /** Writes one private file of the server. */
    static void put(Server server, String name, String text) throws IOException {
        Path file = server.folder().resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(PrivateFile.create(file), text);
        server.setting().runAs().give(file);
    }
}
