package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShippedSimulationTest {
    @Test
    void everyNameHasACohortWithARuleAndAClass() throws ClassNotFoundException {
        assertThat(ShippedSimulation.names()).isNotEmpty();
        for (String name : ShippedSimulation.names()) {
            ShippedSimulation simulation = ShippedSimulation.find(name).orElseThrow();
            assertThat(Class.forName(simulation.className())).isNotNull();
            assertThat(simulation.load().simulation()).isEqualTo(name);
            assertThat(simulation.load().cohorts())
                    .isNotEmpty()
                    .extracting(Cohort::name)
                    .containsExactlyInAnyOrderElementsOf(simulation.healthy().keySet());
        }
    }

    @Test
    void ticketOpenDeclaresWhenItsUsersAreHealthy() {
        ShippedSimulation ticketOpen = ShippedSimulation.find("TicketOpen").orElseThrow();
        assertThat(ticketOpen.healthy())
                .containsEntry("buyers", rule(1000, 0.99))
                .containsEntry("browsers", rule(500, 0.995));
    }

    private static HealthCriteria rule(long withinMillis, double ratio) {
        return new HealthCriteria(Duration.ofMillis(withinMillis), new Ratio(ratio), Duration.ofSeconds(10));
    }

    @Test
    void otherNamesAreClassesOfTheUser() {
        assertThat(ShippedSimulation.find("com.example.Mine")).isEmpty();
        assertThat(ShippedSimulation.classNameOf("com.example.Mine")).isEqualTo("com.example.Mine");
    }
}
