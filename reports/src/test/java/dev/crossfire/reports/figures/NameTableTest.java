package dev.crossfire.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import org.junit.jupiter.api.Test;

class NameTableTest {
    private final NameTable table = new NameTable();

    @Test
    void latenciesAndErrorsAreCountedByCohortAndName() {
        for (int i = 1; i <= 1000; i++) {
            table.add(
                    request(1, 7, i * 1000),
                    i > 990 ? RequestPoint.RequestOutcome.ERROR : RequestPoint.RequestOutcome.GOOD);
        }
        table.add(request(1, 8, 5_000_000), RequestPoint.RequestOutcome.LATE);
        table.add(request(2, 7, 3_000), RequestPoint.RequestOutcome.GOOD);

        assertThat(table.names()).hasSize(3).first().satisfies(row -> {
            assertThat(row.name()).isEqualTo(7);
            assertThat(row.requests()).isEqualTo(1000);
            assertThat(row.errors()).isEqualTo(10);
            assertThat(row.latencyMillis(50)).isCloseTo(500, within(0.5));
            assertThat(row.latencyMillis(99)).isCloseTo(990, within(1.0));
        });
        assertThat(table.cohorts()).hasSize(2).first().satisfies(row -> {
            assertThat(row.requests()).isEqualTo(1001);
            assertThat(row.late()).isEqualTo(1);
            assertThat(row.latencyMillis(100)).isCloseTo(5000, within(5.0));
        });
    }

    @Test
    void anIdInEachNameDoesNotFillTheMemory() {
        for (int name = 1; name <= 10_000; name++) {
            table.add(request(1, name, 1000), RequestPoint.RequestOutcome.GOOD);
        }
        assertThat(table.names()).hasSize(200);
        assertThat(table.others()).isEqualTo(9_800);
        assertThat(table.cohorts()).singleElement().satisfies(row -> assertThat(row.requests())
                .isEqualTo(10_000));
    }

    private static RequestRecord request(int cohort, int name, int micros) {
        return new RequestRecord(0, 0, micros, cohort, name, 200, RequestRecord.FLAG_OK, 0);
    }
}
