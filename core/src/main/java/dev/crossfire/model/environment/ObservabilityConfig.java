package dev.crossfire.model.environment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an environment's external checks are.
 *
 * @param ledger where the system's records can be read; null when they are read as users read them
 * @param alarms where its alarms come from; null when there are none
 * @param metrics the source of its replica and request counts; null when there is no such source
 */
public record ObservabilityConfig(
        @Nullable RecordsAccess ledger,
        @Nullable Alarms alarms,
        @Nullable Metrics metrics) {
    /** Nothing but what users see. */
    public static final ObservabilityConfig NONE = new ObservabilityConfig(null, null, null);

    /**
     * Where the system's records can be read; nothing is ever written there.
     *
     * @param jdbc the database's URL; null when the list is read over HTTP
     * @param user null when the URL names one
     * @param password null when the URL contains it or none is needed
     * @param query instead of a scenario's own; null when the scenario has it
     * @param token the bearer token for the list over HTTP; null when none is needed
     */
    public record RecordsAccess(
            @Nullable Secret jdbc,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable String query,
            @Nullable Secret token) {
        /** The database query; null when there is none, and the list is read as users read it. */
        public @Nullable String queryFor(LedgerSpec ledger) {
            if (jdbc == null || query != null) {
                return jdbc == null ? null : query;
            }
            return ledger.sql() == null ? null : ledger.sql().query();
        }
    }

    /**
     * Where alarms come from.
     *
     * @param webhook where they are posted to; null when none are posted
     * @param alertmanager an Alertmanager's base URL, polled once a second; null when there is none
     * @param prometheus a Prometheus' base URL, polled once a second; null when there is none
     * @param token the bearer token for both; null when none is needed
     * @param subscribe where an alarm daemon takes the address of this webhook; null when it is registered by other
     *     means
     */
    public record Alarms(
            @Nullable Webhook webhook,
            @Nullable URI alertmanager,
            @Nullable URI prometheus,
            @Nullable Secret token,
            @Nullable URI subscribe) {}

    /**
     * Where alarms are posted to.
     *
     * @param address the local address to listen on
     * @param port 0 for any free one
     * @param token what a sender must present
     */
    public record Webhook(String address, int port, Secret token, SnsTrust sns) {
        /** The address that only this machine reaches. */
        public static final String LOOPBACK = "127.0.0.1";
    }

    /** Whose signed messages of the Simple Notification Service are accepted, and whose subscriptions confirmed. */
    public enum SnsTrust {
        /** No metrics. */
        NEVER,
        /** That of AWS, by its own certificates. */
        AWS,
        /** That of a stand-in on this machine. */
        LOOPBACK
    }

    /**
     * The sources of replica and request counts.
     *
     * @param balancer the status page of a lab's balancer, which counts both; null when there is none
     * @param prometheus a Prometheus' base URL; null when there is none
     * @param token the bearer token for it; null when none is needed
     * @param serving the query for how many replicas serve; null when it does not know
     * @param requests the query for how many requests have reached the system; null when it does not know
     * @param replicas the role whose pods are counted; null when they are not
     */
    public record Metrics(
            @Nullable URI balancer,
            @Nullable URI prometheus,
            @Nullable Secret token,
            @Nullable String serving,
            @Nullable String requests,
            @Nullable String replicas) {}
}
