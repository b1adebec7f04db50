package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.faults.CacheLoss;
import dev.crossfire.chaos.faults.CacheLoss.CacheLossMode;
import dev.crossfire.chaos.faults.NetworkBandwidth;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandValuesTest {
    private record HiddenSettings(int maxRetries) implements FaultSettings {}

    @Test
    void everySettingHasANameAndAUnit() {
        assertThat(of(new NetworkLatency.Settings(Duration.ofSeconds(2), Duration.ofMillis(100))))
                .containsEntry("delay-ms", "2000")
                .containsEntry("jitter-ms", "100")
                .containsEntry("run", "run-1")
                .containsEntry("fault", "slow")
                .containsEntry("duration-ms", "30000");
        assertThat(of(new NetworkLoss.Settings(Ratio.parse("12%")))).containsEntry("share-percent", "12");
        assertThat(of(new NetworkBandwidth.Settings(Rate.parse("64000/s")))).containsEntry("bytes-per-second", "64000");
        assertThat(of(new CacheLoss.Settings(CacheLossMode.FLUSH))).containsEntry("mode", "flush");
        assertThat(of(new CacheLoss.Settings(null))).containsEntry("mode", "");
    }

    @Test
    void settingsOfAPlugInMayBeHiddenOrNoRecord() {
        assertThat(of(new HiddenSettings(3))).containsEntry("max-retries", "3");
        assertThat(of(new FaultSettings() {})).containsOnlyKeys("run", "fault", "duration-ms");
    }

    @Test
    void textThatOnlyLooksLikeAPlaceholderIsLeftAlone() {
        CommandValues values = CommandValues.of("run-1", "slow", new NetworkLoss.Settings(Ratio.parse("1%")), null);
        List<String> command = List.of("{{.State}}", "{json .}", "{ run }", "a{run}b$1", "{duration-ms}");
        assertThat(values.unknown(command)).isEmpty();
        assertThat(values.in(command)).containsExactly("{{.State}}", "{json .}", "{ run }", "arun-1b$1", "");
        assertThat(values.unknown(List.of("{delay-ms}{delay-ms}"))).containsExactly("{delay-ms}");
    }

    private static Map<String, String> of(FaultSettings settings) {
        return CommandValues.of("run-1", "slow", settings, Duration.ofSeconds(30))
                .all();
    }
}
