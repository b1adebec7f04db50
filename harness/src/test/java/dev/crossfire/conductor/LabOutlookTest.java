package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Outlook;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class LabOutlookTest {
    @Test
    void aLabTellsWhereItCanBeWatched() throws IOException {
        Outlook outlook = LabOutlook.of("{\"event\":\"ready\",\"watch\":{\"balancer\":\"http://127.0.0.1:1\","
                + "\"alarms\":\"http://127.0.0.1:2\"}}");
        assertThat(outlook.alarms())
                .isEqualTo(new Outlook.Alarms(null, null, null, null, URI.create("http://127.0.0.1:2/subscriptions")));
        assertThat(outlook.metrics())
                .isEqualTo(new Outlook.Metrics(URI.create("http://127.0.0.1:1"), null, null, null, null, null));
    }

    @Test
    void aLabThatTellsNothingIsNotWatched() throws IOException {
        assertThat(LabOutlook.of("{\"event\":\"ready\"}")).isEqualTo(Outlook.NONE);
    }
}
