package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Outlook;
import dev.crossfire.model.Outlook.SnsTrust;
import dev.crossfire.model.Outlook.Webhook;
import dev.crossfire.model.Secret;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an environment's alarms reach us, as its file writes it. */
record AlarmsPart(
        @About("where alarms are posted to, in the form of Alertmanager, Slack, Discord or SNS") @Nullable
        WebhookPart webhook,

        @About("an Alertmanager's base URL, asked once a second") @Nullable
        URI alertmanager,

        @About("a Prometheus' base URL, asked once a second for its alerts") @Nullable
        URI prometheus,

        @About("whose bearer may ask both, as ${secret:NAME}") @Nullable
        Secret token)
        implements Part {
    private static final int LARGEST_PORT = 65_535;

    static Outlook.@Nullable Alarms alarms(@Nullable AlarmsPart part) {
        return part == null
                ? null
                : new Outlook.Alarms(
                        part.webhook() == null ? null : part.webhook().webhook(),
                        part.alertmanager(),
                        part.prometheus(),
                        part.token(),
                        null);
    }

    /** Notes what cannot be meant. */
    static void check(@Nullable AlarmsPart part, Notes notes) {
        if (part == null) {
            return;
        }
        boolean any = part.webhook() != null || part.alertmanager() != null || part.prometheus() != null;
        if (!any && !notes.stands("/alarms/webhook")) {
            notes.add("/alarms", "alarms that reach nobody", "webhook, alertmanager or prometheus below it", null);
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
            @Required @About("the port to listen on") @Nullable
            Integer port,

            @Required
            @About("what whoever posts must know, as ${secret:NAME}: a bearer's token, or the last part of the path")
            @Nullable
            Secret token,

            @About("the local address to listen on; 127.0.0.1 when left out, so that only this machine reaches it")
            @Nullable
            String address,

            @About("whose signed SNS messages are believed; aws when left out") @Nullable
            SnsTrust sns)
            implements Part {
        private Webhook webhook() {
            return new Webhook(
                    address == null ? Webhook.LOOPBACK : address,
                    Objects.requireNonNull(port),
                    Objects.requireNonNull(token),
                    sns == null ? SnsTrust.AWS : sns);
        }
    }
}
