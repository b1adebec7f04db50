package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ObservabilityConfig.SnsTrust;
import dev.crossfire.model.environment.ObservabilityConfig.Webhook;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.PartialRecord.FileKey;
import dev.crossfire.scenarios.schema.PartialRecord.Identifier;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import dev.crossfire.scenarios.yaml.YamlNode;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of an environment file, without the sections of its providers. */
public record EnvironmentDocument(
        @Required @Describe("the version of this language: v1") @Nullable
        AnyScalar crossfire,

        @Required @Identifier @Describe("what --env calls it") @Nullable
        String environment,

        @Describe("where its users reach the system") @Nullable
        URI baseUrl,

        @FileKey("protected") @Describe("whether a person must confirm the name before a fault is injected") @Nullable
        Boolean isProtected,

        @Describe("how much may be broken") @Nullable LimitsPart limits,

        @Describe("where the system's records can be read") @Nullable
        SystemRecordsPart ledger,

        @Describe("how its alarms reach Crossfire") @Nullable
        AlarmsPart alarms,

        @Describe("the source of its replica and request counts") @Nullable
        MetricsPart metrics,

        @Describe("what plays each role, by provider") @Nullable
        Map<String, YamlNode> roles)
        implements PartialRecord {
    /** How to read the system's records, as an environment file declares it. */
    public record SystemRecordsPart(
            @Describe("the JDBC URL of a database with the system's records, read only, such as ${secret:NAME}")
            @Nullable
            Secret jdbc,

            @Describe("the user; by default the one of the URL") @Nullable
            String user,

            @Describe("the password, such as ${secret:NAME}") @Nullable
            Secret password,

            @Describe("a SELECT with a column id, and optionally key and item; instead of the scenario's") @Nullable
            String query,

            @Describe("the bearer token for the records over HTTP, such as ${secret:NAME}") @Nullable
            Secret token)
            implements PartialRecord {
        public static ObservabilityConfig.@Nullable RecordsAccess recordsAccess(@Nullable SystemRecordsPart part) {
            return part == null
                    ? null
                    : new ObservabilityConfig.RecordsAccess(
                            part.jdbc(), part.user(), part.password(), part.query(), part.token());
        }

        /** Notes settings that are invalid together. */
        public static void check(@Nullable SystemRecordsPart part, ProblemNotes notes) {
            if (part == null) {
                return;
            }
            if (part.jdbc() == null && !notes.isWritten("/ledger/jdbc")) {
                alone("user", part.user(), notes);
                alone("password", part.password(), notes);
                alone("query", part.query(), notes);
            } else if (part.jdbc() != null && !part.jdbc().reveal().startsWith("jdbc:")) {
                notes.add("/ledger/jdbc", "a secret that is not a JDBC URL", "one that begins with jdbc:", null);
            }
        }

        private static void alone(String key, @Nullable Object value, ProblemNotes notes) {
            if (value != null) {
                notes.add("/ledger/" + key, key + " without jdbc", "'jdbc' beside it, such as ${secret:NAME}", null);
            }
        }
    }

    /** Where an environment's alarms come from, as its file declares it. */
    public record AlarmsPart(
            @Describe("where alarms are posted to, in the form of Alertmanager, Slack, Discord or SNS") @Nullable
            WebhookPart webhook,

            @Describe("an Alertmanager's base URL, asked once a second") @Nullable
            URI alertmanager,

            @Describe("a Prometheus' base URL, asked once a second for its alerts") @Nullable
            URI prometheus,

            @Describe("the bearer token for both, such as ${secret:NAME}") @Nullable
            Secret token)
            implements PartialRecord {
        private static final int LARGEST_PORT = 65_535;

        public static ObservabilityConfig.@Nullable Alarms alarms(@Nullable AlarmsPart part) {
            return part == null
                    ? null
                    : new ObservabilityConfig.Alarms(
                            part.webhook() == null ? null : part.webhook().webhook(),
                            part.alertmanager(),
                            part.prometheus(),
                            part.token(),
                            null);
        }

        /** Notes settings that are invalid together. */
        public static void check(@Nullable AlarmsPart part, ProblemNotes notes) {
            if (part == null) {
                return;
            }
            boolean any = part.webhook() != null || part.alertmanager() != null || part.prometheus() != null;
            if (!any && !notes.isWritten("/alarms/webhook")) {
                notes.add(
                        "/alarms",
                        "alarms without a source",
                        "webhook, alertmanager or prometheus under 'alarms'",
                        null);
            }
            if (part.webhook() != null && part.webhook().port() != null) {
                int port = part.webhook().port();
                if (port < 1 || port > LARGEST_PORT) {
                    notes.add("/alarms/webhook/port", "the port " + port, "1 to " + LARGEST_PORT, null);
                }
            }
        }

        /** Where alarms are posted to. */
        record WebhookPart(
                @Required @Describe("the port to listen on") @Nullable
                Integer port,

                @Required
                @Describe(
                        "the secret of a sender, such as ${secret:NAME}: a bearer token, or the last part of the path")
                @Nullable
                Secret token,

                @Describe("the local address to listen on; 127.0.0.1 by default, so that only this machine reaches it")
                @Nullable
                String address,

                @Describe("whose signed SNS messages are accepted; aws by default") @Nullable
                SnsTrust sns)
                implements PartialRecord {
            private Webhook webhook() {
                return new Webhook(
                        address == null ? Webhook.LOOPBACK : address,
                        Objects.requireNonNull(port),
                        Objects.requireNonNull(token),
                        sns == null ? SnsTrust.AWS : sns);
            }
        }
    }

    /** The sources of an environment's replica and request counts, as its file declares them. */
    public record MetricsPart(
            @Describe("a Prometheus' base URL, asked once a second") @Nullable
            URI prometheus,

            @Describe("the bearer token for it, such as ${secret:NAME}") @Nullable
            Secret token,

            @Describe("the query for how many replicas serve; several series are added up") @Nullable
            String serving,

            @Describe("the query for how many requests have reached the system, a counter; several series are added up")
            @Nullable
            String requests,

            @Identifier @Describe("the role whose ready pods are counted, as its cluster reports them") @Nullable
            String replicas)
            implements PartialRecord {
        public static ObservabilityConfig.@Nullable Metrics metrics(@Nullable MetricsPart part) {
            return part == null
                    ? null
                    : new ObservabilityConfig.Metrics(
                            null, part.prometheus(), part.token(), part.serving(), part.requests(), part.replicas());
        }

        /** Notes settings that are invalid together. */
        public static void check(@Nullable MetricsPart part, ProblemNotes notes) {
            if (part == null || part.prometheus() != null || notes.isWritten("/metrics/prometheus")) {
                return;
            }
            if (part.serving() != null) {
                notes.add("/metrics/serving", "a query without prometheus", "'prometheus' beside it", null);
            }
            if (part.requests() != null) {
                notes.add("/metrics/requests", "a query without prometheus", "'prometheus' beside it", null);
            }
        }
    }
}
