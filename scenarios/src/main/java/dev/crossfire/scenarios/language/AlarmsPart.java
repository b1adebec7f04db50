package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.ObservabilityConfig;
import dev.crossfire.model.ObservabilityConfig.SnsTrust;
import dev.crossfire.model.ObservabilityConfig.Webhook;
import dev.crossfire.model.Secret;
import dev.crossfire.scenarios.problems.ProblemNotes;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Required;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an environment's alarms come from, as its file declares it. */
public record AlarmsPart(
        @Describe("where alarms are posted to, in the form of Alertmanager, Slack, Discord or SNS") @Nullable
        WebhookPart webhook,

        @Describe("an Alertmanager's base URL, asked once a second") @Nullable
        URI alertmanager,

        @Describe("a Prometheus' base URL, asked once a second for its alerts") @Nullable
        URI prometheus,

        @Describe("the bearer token for both, as ${secret:NAME}") @Nullable
        Secret token)
        implements BoundPart {
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

    /** Notes what cannot be meant. */
    public static void check(@Nullable AlarmsPart part, ProblemNotes notes) {
        if (part == null) {
            return;
        }
        boolean any = part.webhook() != null || part.alertmanager() != null || part.prometheus() != null;
        if (!any && !notes.stands("/alarms/webhook")) {
            notes.add("/alarms", "alarms without a source", "webhook, alertmanager or prometheus under 'alarms'", null);
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
            @Describe("the secret of a sender, as ${secret:NAME}: a bearer token, or the last part of the path")
            @Nullable
            Secret token,

            @Describe("the local address to listen on; 127.0.0.1 by default, so that only this machine reaches it")
            @Nullable
            String address,

            @Describe("whose signed SNS messages are accepted; aws by default") @Nullable
            SnsTrust sns)
            implements BoundPart {
        private Webhook webhook() {
            return new Webhook(
                    address == null ? Webhook.LOOPBACK : address,
                    Objects.requireNonNull(port),
                    Objects.requireNonNull(token),
                    sns == null ? SnsTrust.AWS : sns);
        }
    }
}
