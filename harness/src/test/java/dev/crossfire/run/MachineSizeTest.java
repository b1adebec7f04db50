package dev.crossfire.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.quantity.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineSizeTest {
    private static final long PLENTY = 8_000_000_000L;

    /** 1000 users a second at rest, 9000 in the spike. */
    private static Scenario scenario() {
        Spike spike = new Spike(Duration.ofSeconds(10), new Rate(9000), Duration.ofSeconds(2), Duration.ofSeconds(5));
        Load load = new Load(
                "TicketOpen",
                Map.of(),
                Duration.ZERO,
                Duration.ofSeconds(60),
                List.of(new Cohort("buyers", new Rate(1000), List.of(spike))));
        return new Scenario("sale", "A sale", load, Map.of(), Duration.ZERO, List.of(), List.of());
    }

    @Test
    void thePeakIsComparedWithTheProcessors() {
        assertThat(new MachineSize(2, PLENTY).warnings(scenario(), true))
                .singleElement()
                .asString()
                .contains("9000 users a second", "2.8 processors", "308 µs", "another machine", "this one has 2");
        assertThat(new MachineSize(3, PLENTY).warnings(scenario(), true)).isEmpty();
    }

    @Test
    void memoryMattersToALabOnThisMachineOnly() {
        MachineSize small = new MachineSize(16, 512_000_000);
        assertThat(small.warnings(scenario(), true)).singleElement().asString().contains("617 MB", "512 MB");
        assertThat(small.warnings(scenario(), false)).isEmpty();
    }
}
