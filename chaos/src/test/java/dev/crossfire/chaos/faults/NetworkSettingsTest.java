package dev.crossfire.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which settings the network's faults refuse, and how they translate the rest. */
class NetworkSettingsTest {
    private static NetworkLatency.Settings latency(String delay, @Nullable String jitter) {
        return new NetworkLatency.Settings(Duration.parse(delay), jitter == null ? null : Duration.parse(jitter));
    }

    @Test
    void aDelayHasBounds() {
        assertThatThrownBy(() -> latency("PT0S", null)).hasMessage("a delay from 1ms to 1m");
        assertThatThrownBy(() -> latency("PT1M0.001S", null)).hasMessage("a delay from 1ms to 1m");
        assertThatThrownBy(() -> latency("PT0.1S", "PT0.2S")).hasMessage("a jitter of at most the delay");
        assertThat(latency("PT0.1S", null).varies()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aLossIsAWholeNumberOfPercent() {
        assertThatThrownBy(() -> new NetworkLoss.Settings(new Ratio(0.005)))
                .hasMessage("a share from 1% to 100%, in whole percent");
        assertThatThrownBy(() -> new NetworkLoss.Settings(new Ratio(0.075)))
                .hasMessage("a share from 1% to 100%, in whole percent");
        assertThat(ActionValues.percent(new NetworkLoss.Settings(new Ratio(0.07)).share()))
                .isEqualTo("7");
    }

    @Test
    void aBandwidthHasBounds() {
        assertThatThrownBy(() -> new NetworkBandwidth.Settings(Rate.parse("999/s")))
                .hasMessage("bytes from 1000/s to 1000000000/s");
        assertThatThrownBy(() -> new NetworkBandwidth.Settings(Rate.parse("1000000001/s")))
                .hasMessage("bytes from 1000/s to 1000000000/s");
        assertThat(new NetworkBandwidth.Settings(Rate.parse("64000/s")).bytes().perSecond())
                .isEqualTo(64_000);
    }

    @Test
    void aPortIsOne() {
        assertThatThrownBy(() -> new NetworkPartition.Settings(0)).hasMessage("a port from 1 to 65535");
        assertThatThrownBy(() -> new NetworkPartition.Settings(65_536)).hasMessage("a port from 1 to 65535");
        assertThat(new NetworkPartition.Settings(8080).port()).isEqualTo(8080);
    }

    @Test
    void aDatabaseHangsUnlessItRefuses() {
        assertThat(new DatabaseUnreachable.Settings(null).meets()).isEqualTo(DatabaseUnreachable.ClientEffect.HANG);
        DatabaseUnreachable.ClientEffect refuse = DatabaseUnreachable.ClientEffect.REFUSE;
        assertThat(new DatabaseUnreachable.Settings(refuse).meets()).isEqualTo(refuse);
    }
}
