package dev.crossfire.lab.alarm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Alarms in the forms of Alertmanager: what it posts (version 4) and what its API lists (version 2). */
final class AlertmanagerForm {
    private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

    private AlertmanagerForm() {}

    /** @param until null while it fires */
    static Map<String, Object> post(Alarm alarm, Instant since, @Nullable Instant until) {
        String status = until == null ? "firing" : "resolved";
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("version", "4");
        body.put("groupKey", "{}:{alertname=\"" + alarm.name() + "\"}");
        body.put("truncatedAlerts", 0);
        body.put("status", status);
        body.put("receiver", "subscriber");
        body.put("groupLabels", labels(alarm));
        body.put("commonLabels", labels(alarm));
        body.put("commonAnnotations", annotations(alarm));
        body.put("externalURL", "");
        Map<String, Object> alert = alert(alarm, since);
        alert.put("status", status);
        alert.put("endsAt", until == null ? NOT_ENDED : until.toString());
        body.put("alerts", List.of(alert));
        return body;
    }

    static Map<String, Object> listed(Alarm alarm, Instant since) {
        Map<String, Object> alert = alert(alarm, since);
        alert.put("updatedAt", since.toString());
        alert.put("status", Map.of("state", "active", "silencedBy", List.of(), "inhibitedBy", List.of()));
        return alert;
    }

    private static Map<String, Object> alert(Alarm alarm, Instant since) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("labels", labels(alarm));
        alert.put("annotations", annotations(alarm));
        alert.put("startsAt", since.toString());
        alert.put("fingerprint", Integer.toHexString(alarm.name().hashCode()));
        return alert;
    }

    private static Map<String, String> labels(Alarm alarm) {
        return Map.of("alertname", alarm.name());
    }

    private static Map<String, String> annotations(Alarm alarm) {
        return Map.of("summary", alarm.summary());
    }
}
