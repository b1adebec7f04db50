package dev.crossfire.model;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an environment can be looked at, beside what its users see.
 *
 * @param ledger where what users wrote can be read; null when it is read as everybody reads it
 * @param alarms how its alarms reach us; null when they do not
 * @param metrics who counts its replicas and requests; null when nobody does
 */
public record ObservabilityConfig(
        @Nullable RecordsAccess ledger,
        @Nullable Alarms alarms,
        @Nullable Metrics metrics) {
    /** Nothing but what users see. */
    public static final ObservabilityConfig NONE = new ObservabilityConfig(null, null, null);

    /**
     * Where what users wrote can be read; nothing is ever written there.
     *
     * @param jdbc the database's URL; null when the list is read over HTTP
     * @param user null when the URL names one
     * @param password null when the URL holds it or none is needed
     * @param query instead of a scenario's own; null when the scenario says it
     * @param token whose bearer may read the list over HTTP; null when everybody may
     */
    public record RecordsAccess(
            @Nullable Secret jdbc,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable String query,
            @Nullable Secret token) {
        /** What the database is asked; null when it is not, and the list is read as users read it. */
        public @Nullable String asked(LedgerSpec ledger) {
            if (jdbc == null || query != null) {
                return jdbc == null ? null : query;
            }
            return ledger.sql() == null ? null : ledger.sql().query();
        }
    }

    /**
     * How alarms reach us.
     *
     * @param webhook where they are posted to; null when nobody posts any
     * @param alertmanager an Alertmanager's base URL, asked once a second; null when there is none
     * @param prometheus a Prometheus' base URL, asked once a second; null when there is none
     * @param token whose bearer may ask both; null when everybody may
     * @param subscribe where an alarm daemon takes the address of our webhook; null when somebody else tells it
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
     * @param address the local address that is listened on
     * @param port 0 for any that is free
     * @param token what whoever posts must know
     */
    public record Webhook(String address, int port, Secret token, SnsTrust sns) {
        /** The address that nobody but this machine reaches. */
        public static final String LOOPBACK = "127.0.0.1";
    }

    /** Whose signed messages of the Simple Notification Service are believed, and whose subscriptions confirmed. */
    public enum SnsTrust {
        /** Nobody's. */
        NEVER,
        /** That of AWS, by its own certificates. */
        AWS,
        /** That of a stand-in on this machine. */
        LOOPBACK
    }

    /**
     * Who counts replicas and requests.
     *
     * @param balancer the status page of a lab's balancer, which counts both; null when there is none
     * @param prometheus a Prometheus' base URL; null when there is none
     * @param token whose bearer may ask it; null when everybody may
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
