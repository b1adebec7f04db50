package dev.crossfire.externalcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages as their senders' documentation shows them. */
class AlarmPayloadTest {
    private static List<AlarmMessage> read(String body) throws IOException {
        return AlarmPayload.alarms(AlarmPayload.json(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void alertmanagerReportsSeveralAtOnce() throws IOException {
        assertThat(read("""
                {"version":"4","groupKey":"{}:{}","status":"firing","receiver":"crossfire","alerts":[
                 {"status":"resolved","labels":{"alertname":"PodsMissing"},"startsAt":"0001-01-01T00:00:00Z"},
                 {"status":"firing","labels":{"alertname":"TicketingErrors","severity":"page"},
                  "startsAt":"2026-11-20T09:00:00.25Z","fingerprint":"c0ffee"}]}"""))
                .containsExactly(
                        new AlarmMessage("TicketingErrors", true, Instant.parse("2026-11-20T09:00:00.25Z"), "c0ffee"),
                        new AlarmMessage("PodsMissing", false, null, "{\"alertname\":\"PodsMissing\"}"));
    }

    @Test
    void slackAsAlertmanagerWritesIt() throws IOException {
        assertThat(read("""
                {"channel":"#alerts","username":"alertmanager","attachments":[
                 {"title":"[FIRING:1] TicketingErrors (shop page)","title_link":"http://x","text":"","fallback":"[FIRING:1] …","color":"danger"}]}""")).containsExactly(new AlarmMessage("TicketingErrors", true));
        assertThat(read("""
                {"attachments":[{"title":"[RESOLVED] TicketingErrors (shop page)","color":"good"}]}""")).containsExactly(new AlarmMessage("TicketingErrors", false));
    }

    @Test
    void slackAsPeopleWriteIt() throws IOException {
        assertThat(read("{\"text\":\"Checkout is down!\\nmore than 5 % errors\"}"))
                .containsExactly(new AlarmMessage("Checkout is down!", true));
        assertThat(
                        read(
                                "{\"blocks\":[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"Checkout recovered\"}}]}"))
                .containsExactly(new AlarmMessage("Checkout recovered", false));
        assertThat(read("{\"text\":\"Checkout\",\"attachments\":[{\"color\":\"#36a64f\",\"text\":\"all fine\"}]}"))
                .containsExactly(new AlarmMessage("Checkout", false));
    }

    @Test
    void discordAsALambdaForwardsCloudWatch() throws IOException {
        assertThat(read("""
                {"username":"AWS","content":null,"embeds":[{"title":"ALARM: \\"orders-5xx\\" in Asia Pacific (Seoul)",
                 "description":"state changed from OK to ALARM","color":15158332}]}""")).containsExactly(new AlarmMessage("orders-5xx", true));
        assertThat(read("""
                {"embeds":[{"title":"OK: \\"orders-5xx\\" in Asia Pacific (Seoul)",
                 "description":"state changed from ALARM to OK","color":3066993}]}""")).containsExactly(new AlarmMessage("orders-5xx", false));
    }

    @Test
    void instancesOfAnAlarmAreDistinguishedAndThoseThatFireComeFirst() throws IOException {
        assertThat(
                        read(
                                "{\"alerts\":[{\"status\":\"resolved\",\"labels\":{\"alertname\":\"Errors\"},\"fingerprint\":\"2\"},"
                                        + "{\"status\":\"firing\",\"labels\":{\"alertname\":\"Errors\"},\"fingerprint\":\"1\"},"
                                        + "{\"status\":\"resolved\",\"labels\":{\"alertname\":\"Slow\"},\"fingerprint\":\"3\"}]}"))
                .containsExactly(
                        new AlarmMessage("Errors", true, null, "1"),
                        new AlarmMessage("Errors", false, null, "2"),
                        new AlarmMessage("Slow", false, null, "3"));
    }

    @Test
    void cloudWatchInsideSns() {
        assertThat(AlarmPayload.inSns("ALARM: x", "{\"AlarmName\":\"orders-5xx\",\"NewStateValue\":\"ALARM\"}"))
                .containsExactly(new AlarmMessage("orders-5xx", true));
        assertThat(AlarmPayload.inSns("OK: x", "{\"AlarmName\":\"orders-5xx\",\"NewStateValue\":\"OK\"}"))
                .containsExactly(new AlarmMessage("orders-5xx", false));
        assertThat(AlarmPayload.inSns("x", "{\"AlarmName\":\"o\",\"NewStateValue\":\"INSUFFICIENT_DATA\"}"))
                .isEmpty();
        assertThat(AlarmPayload.inSns("The shop", "is down")).containsExactly(new AlarmMessage("The shop", true));
    }

    @Test
    void whatIsNoAlarmIsRefusedWithWhatWasWanted() {
        assertThatThrownBy(() -> read("[]")).isInstanceOf(IOException.class).hasMessageContaining("not a JSON object");
        assertThatThrownBy(() -> read("{\"hello\":1}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[hello]")
                .hasMessageContaining("Alertmanager (alerts)");
        assertThatThrownBy(() -> read("nonsense")).isInstanceOf(IOException.class);
    }
}
