package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.plan.EffectiveValues;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.simulations.ShippedSimulation;
import dev.crossfire.spi.Kinds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every effective value in a plan has an origin, also one that only a plug-in's record fills in. */
class OriginsTest {
    private static final Kinds KINDS = Kinds.load();
    private static final String SALE = """
        crossfire: v1
        name: sale
        load:
          simulation: TicketOpen
          parameters: { event: 42 }
          duration: 10m
          cohorts: { browsers: { rate: 400/s }, buyers: { rate: 400/s } }
        ledger: { http: { path: /orders, id: /id } }
        faults:
          - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 100s }
          - { id: task-stopped, kind: fis, target: shop, at: 200s, action: "aws:ssm:send-command",
              target-key: Instances, duration: 60s, shows: slow,
              parameters: { documentArn: "arn:aws:ssm:::document/x" } }
        objectives:
          - id: o
            %s
        """;

    static List<String> examples() {
        return KINDS.objectives().stream()
                .map(kind -> kind.description().example())
                .toList();
    }

    private static ScenarioReading read(String example) {
        return new ScenarioReader(KINDS, name -> ShippedSimulation.find(name)
                        .map(shipped -> new SimulationInfo(shipped.healthy(), List.of("event"))))
                .read(SourceFile.of("sale.yaml", SALE.formatted(example)), "lab", List.of());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyValueHasAnOrigin(String example) {
        ScenarioReading reading = read(example);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.origins().keySet())
                .containsAll(
                        EffectiveValues.of(reading.scenario().orElseThrow()).keySet());
    }

    @Test
    void aDefaultAndAWrittenValueAreDistinguished() {
        ScenarioReading reading = read("error-ratio: { cohort: buyers, at-most: 5% }");
        assertThat(reading.origins())
                .containsEntry("/objectives/o/phase", "default of Crossfire")
                .containsEntry("/objectives/o/at-most", "sale.yaml:16")
                .containsEntry("/faults/task-stopped/parameters/document-arn", "sale.yaml:13");
    }
}
