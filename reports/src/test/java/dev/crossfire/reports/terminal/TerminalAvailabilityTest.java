package dev.crossfire.reports.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.judge.availability.AvailabilityForecast;
import dev.crossfire.judge.availability.FaultDowntime;
import dev.crossfire.model.quantity.Ratio;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalAvailabilityTest {
    @Test
    void aForecastIsReadableIn80Columns() {
        AvailabilityForecast forecast = new AvailabilityForecast(
                AvailabilityForecast.SCHEMA,
                "buyers",
                List.of(
                        new FaultDowntime("writer-lost", 4, 10, 0, 21.5, 18.25, 24.75),
                        new FaultDowntime("zone-dark", 0.5, 10, 0, 60.0, 50.0, 70.0)),
                Ratio.parse("99.99%"),
                116.0,
                98.0,
                134.0);

        String text = TerminalAvailability.of(forecast);

        assertThat(text)
                .contains("  PASS  availability of buyers over a year")
                .contains("MTTR 21.50 s (18.25–24.75 s), 10 drills, 4 a year (MTBF 91.25 days)")
                .contains("MTTR 60.00 s (50.00–70.00 s), 10 drills, 0.5 a year (MTBF 730 days)")
                .contains("downtime      1.93 min a year (1.63–2.23 min)")
                .contains("availability  99.99963 % (99.99958 %–99.99969 %)")
                .contains("error budget  52.6 min a year (SLO 99.99%), 3.7 % of it used");
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void whatDrillsDoNotShowIsSaid() {
        AvailabilityForecast forecast = new AvailabilityForecast(
                AvailabilityForecast.SCHEMA,
                "buyers",
                List.of(new FaultDowntime("writer-lost", 4, 0, 2, null, null, null)),
                null,
                null,
                null,
                null);

        assertThat(TerminalAvailability.of(forecast))
                .contains("INCONCLUSIVE")
                .contains("MTTR not known, 0 drills, 2 without a recovery")
                .contains("downtime      not known: a fault has no drill that shows a recovery")
                .doesNotContain("error budget");
    }
}
