package dev.crossfire.externalcheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.externalcheck.AlarmMessage.AlarmText;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads alarms from messages in the forms of Alertmanager, Slack, Discord and CloudWatch in SNS. */
final class AlarmPayload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ALARMS = 1_000;

    private AlarmPayload() {}

    /**
     * A body as JSON.
     *
     * @throws IOException when it is none
     */
    static JsonNode json(byte[] body) throws IOException {
        JsonNode tree = JSON.readTree(body);
        if (tree == null || !tree.isObject()) {
            throw new IOException("not a JSON object; expected the payload of Alertmanager, Slack, Discord or SNS");
        }
        return tree;
    }

    /**
     * The alarms in a payload.
     *
     * @throws IOException when it is of no known form
     */
    static List<AlarmMessage> alarms(JsonNode payload) throws IOException {
        if (payload.path("alerts").isArray()) {
            return alertmanager(payload.path("alerts"));
        }
        if (payload.has("content") || payload.path("embeds").isArray()) {
            return discord(payload);
        }
        if (payload.has("text")
                || payload.path("attachments").isArray()
                || payload.path("blocks").isArray()) {
            return slack(payload);
        }
        throw new IOException("a payload with " + names(payload)
                + " is invalid; expected that of Alertmanager (alerts), Slack (text), Discord (content) or SNS (Type)");
    }

    /** What SNS carries: CloudWatch's own form, any of the others, or a text. */
    static List<AlarmMessage> inSns(String subject, String message) {
        try {
            JsonNode inner = JSON.readTree(message);
            if (inner != null && inner.hasNonNull("AlarmName") && inner.hasNonNull("NewStateValue")) {
                // A lack of data is neither the beginning nor the end of an alarm.
                String state = inner.path("NewStateValue").asText();
                return state.equals("INSUFFICIENT_DATA")
                        ? List.of()
                        : List.of(new AlarmMessage(inner.path("AlarmName").asText(), state.equals("ALARM")));
            }
            if (inner != null && inner.isObject()) {
                return alarms(inner);
            }
        } catch (IOException text) {
            // Messages may be plain text, or JSON of an unknown form.
            return List.of(AlarmText.of((subject + "\n" + message).strip(), ""));
        }
        return List.of(AlarmText.of((subject + "\n" + message).strip(), ""));
    }

    /** Those that fire come first, lest an alarm of several instances seem to be over in between. */
    private static List<AlarmMessage> alertmanager(JsonNode alerts) {
        List<AlarmMessage> firing = new ArrayList<>();
        List<AlarmMessage> over = new ArrayList<>();
        for (JsonNode alert : alerts) {
            if (firing.size() + over.size() < MOST_ALARMS) {
                boolean fires = !alert.path("status").asText().equals("resolved");
                (fires ? firing : over)
                        .add(new AlarmMessage(
                                name(alert),
                                fires,
                                moment(alert.path("startsAt")),
                                alert.path("fingerprint")
                                        .asText(alert.path("labels").toString())));
            }
        }
        firing.addAll(over);
        return firing;
    }

    /** What an alert of Prometheus or Alertmanager is called. */
    static String name(JsonNode alert) {
        return alert.at("/labels/alertname").asText("(an alert without a name)");
    }

    /** A moment as Prometheus and Alertmanager write it; null when there is none, for which they have one in the year 1. */
    static @Nullable Instant moment(JsonNode text) {
        try {
            Instant moment = OffsetDateTime.parse(text.asText()).toInstant();
            return moment.isAfter(Instant.EPOCH) ? moment : null;
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private static List<AlarmMessage> slack(JsonNode payload) {
        StringBuilder text = new StringBuilder();
        line(text, payload.path("text"));
        String colour = "";
        for (JsonNode attachment : payload.path("attachments")) {
            line(text, attachment.path("title"));
            line(text, attachment.path("text"));
            line(text, attachment.path("fallback"));
            colour = attachment.path("color").asText(colour);
        }
        // A section's text is an object that has the text in it.
        payload.path("blocks")
                .findValues("text")
                .forEach(block -> line(text, block.isObject() ? block.path("text") : block));
        return List.of(AlarmText.of(text.toString(), colour));
    }

    private static List<AlarmMessage> discord(JsonNode payload) {
        StringBuilder text = new StringBuilder();
        line(text, payload.path("content"));
        String colour = "";
        for (JsonNode embed : payload.path("embeds")) {
            line(text, embed.path("title"));
            line(text, embed.path("description"));
            colour = embed.path("color").asText(colour);
        }
        return List.of(AlarmText.of(text.toString(), colour));
    }

    private static void line(StringBuilder text, JsonNode value) {
        if (value.isTextual() && !value.asText().isBlank()) {
            text.append(value.asText()).append('\n');
        }
    }

    private static List<String> names(JsonNode payload) {
        List<String> names = new ArrayList<>();
        payload.fieldNames().forEachRemaining(names::add);
        return names.subList(0, Math.min(10, names.size()));
    }
}
