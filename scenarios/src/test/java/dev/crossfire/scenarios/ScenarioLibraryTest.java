package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Scenario;
import dev.crossfire.spi.Kinds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioLibraryTest {
    @Test
    void everyNameInTheIndexHasAFileAndIsListedOnce() {
        assertThat(ScenarioLibrary.names()).isNotEmpty().doesNotHaveDuplicates().allSatisfy(name -> assertThat(
                        ScenarioLibrary.find(name))
                .isPresent());
    }

    @Test
    void theMainScenarioIsWhatTheReadmePromises() {
        Kinds kinds = new Kinds(TestKinds.kinds().faults(), Kinds.load().objectives(), List.of());
        Scenario scenario = new ScenarioReader(kinds, TestKinds::simulation)
                .read(ScenarioLibrary.find("ticket-open-database-failover").orElseThrow(), null, List.of())
                .scenario()
                .orElseThrow();
        assertThat(scenario.load().warmUp().plus(scenario.load().duration()))
                .isLessThanOrEqualTo(Duration.ofSeconds(95));
        assertThat(scenario.load().cohorts()).extracting("name").containsExactly("browsers", "buyers");
        assertThat(scenario.load()
                        .cohorts()
                        .get(1)
                        .rateAt(Duration.ofSeconds(17))
                        .perSecond())
                .isEqualTo(400);
        assertThat(ScenarioLibrary.drills(scenario)).isEqualTo("database-failover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket-open-database-failure", "ticket-open-databse-failover"})
    void aNameThatIsNearIsGuessed(String name) {
        assertThat(ScenarioLibrary.find(name)).isEmpty();
        assertThat(ScenarioLibrary.nearest(name)).hasValue("ticket-open-database-failover");
    }
}
