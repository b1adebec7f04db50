package dev.crossfire.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.lab.failover.FailoverSettings;
import dev.crossfire.lab.zone.LabZone;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class LabSettingsTest {
    @Test
    void theDefaultsAreTheUsualOnes() {
        LabSettings settings = parse();

        assertThat(settings.failover()).isEqualTo(FailoverSettings.USUAL);
        assertThat(settings.replicasPerZone).isEqualTo(2);
        assertThat(settings.detached).isFalse();
    }

    @Test
    void everySettingCanBeGiven() {
        LabSettings settings = parse(
                "--replication=async",
                "--probe-interval",
                "250ms",
                "--probe-failures=5",
                "--rebuild-after=2m",
                "--detached");

        assertThat(settings.failover())
                .isEqualTo(new FailoverSettings(Duration.ofMillis(250), 5, Duration.ofMinutes(2), false));
        assertThat(settings.detached).isTrue();
    }

    @Test
    void flawsChangeTheSettingsOfTheirParts() {
        LabSettings settings = parse(
                "--flaw=asynchronous-replication",
                "--flaw=one-zone",
                "--flaw=no-time-outs",
                "--flaw=health-check-too-shallow");

        assertThat(settings.failover().synchronous()).isFalse();
        assertThat(settings.zones()).containsOnly(LabZone.A).hasSameSizeAs(parse().zones());
        assertThat(settings.shop()).containsEntry("SHOP_DB_STATEMENT_MILLIS", "60000");
        assertThat(settings.balancer())
                .containsEntry("BALANCER_CHECK_PATH", "")
                .containsEntry("BALANCER_REQUEST_MILLIS", "60000");
        assertThat(parse().balancer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--replication=none      | found 'none', expected sync or async",
                "--probe-interval=5      | found '5', expected a whole number with its unit, such as 500ms, 5s or 2m",
                "--probe-interval=10ms   | found 0.01s, expected 0.05s to 1m",
                "--probe-failures=0      | found 0, expected 1 to 100",
                "--probe-failures=x      | 'x' is not an int",
                "--replicas-per-zone=5   | found 5, expected 1 to 4",
                "--flaw=no-backup        | found 'no-backup', expected one of asynchronous-replication, one-zone",
                "--event-query=11s       | found 11s, expected 0s to 10s",
                "--no-such-option        | Unknown option: '--no-such-option'",
            })
    void aBadValueIsRefusedWithWhatWasWanted(String argument, String message) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(message);
    }

    private static LabSettings parse(String... arguments) {
        LabSettings settings = new LabSettings();
        new CommandLine(settings).parseArgs(arguments);
        settings.check();
        return settings;
    }
}
