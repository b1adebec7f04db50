package dev.crossfire.chaos.database;

/** The queries by which the nodes of a PostgreSQL pair report who they are and which standbys follow them. */
public enum PairQueries {
    /** PostgreSQL whose nodes carry their names in {@code cluster_name}, as in the lab. */
    CLUSTER_NAME(
            "current_setting('cluster_name')",
            "count(*) filter (where state = 'streaming'), count(*) filter (where state is null) from pg_stat_replication",
            Constants.MESSAGE,
            true),
    /** Amazon Aurora PostgreSQL; a reader that has not reported for 15 s does not count. */
    AURORA(
            "aurora_db_instance_identifier()",
            "count(*), 0 from aurora_replica_status() where session_id <> 'MASTER_SESSION_ID'"
                    + " and last_update_timestamp > clock_timestamp() - interval '15 seconds'",
            // Aurora has no write-ahead log of PostgreSQL's kind; what it must do for every write is this.
            "select txid_current()",
            true),
    /** PostgreSQL on Amazon RDS, whose standby has another address and does not show itself in SQL. */
    ADDRESS(
            "host(inet_server_addr())",
            "count(*) filter (where state = 'streaming'), count(*) filter (where state is null) from pg_stat_replication",
            Constants.MESSAGE,
            false),
    /** PostgreSQL that its owner runs: nodes by address and port, standbys as the writer reports them. */
    SERVER(
            "host(inet_server_addr()) || ':' || inet_server_port()",
            "count(*) filter (where state = 'streaming'), count(*) filter (where state is null) from pg_stat_replication",
            Constants.MESSAGE,
            true);

    private final String query;
    private final String write;
    private final boolean showsStandbys;

    PairQueries(String node, String standbys, String write, boolean showsStandbys) {
        this.write = write;
        this.query =
                "select " + node + ", pg_is_in_recovery() or current_setting('transaction_read_only')::boolean, s.*,"
                        + " (extract(epoch from clock_timestamp()) * 1000000)::bigint from (select " + standbys
                        + ") as s(following, hidden)";
        this.showsStandbys = showsStandbys;
    }

    /**
     * One row: the node's name, whether it refuses writes, standbys that follow, standbys hidden from this user, and its
     * clock in microseconds since 1970.
     */
    String query() {
        return query;
    }

    /** Commits something that needs no table and leaves nothing behind; fails on a node that takes no writes. */
    String write() {
        return write;
    }

    /** Whether a pair without a visible standby has none. */
    boolean showsStandbys() {
        return showsStandbys;
    }

    /** A commit of this waits for a synchronous standby as every other does. */
    private static final class Constants {
        static final String MESSAGE = "select pg_logical_emit_message(true, 'crossfire', 'new writer')";
    }
}
