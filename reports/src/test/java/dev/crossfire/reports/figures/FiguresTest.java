package dev.crossfire.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import dev.crossfire.reports.figures.CloseUp.Window;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final int OK = RequestRecord.FLAG_OK;
    private static final long ZERO = 1_000_000_000L;

    @Test
    void everyRequestIsCountedWhereItBelongs() throws IOException {
        Figures figures = count(List.of(
                request(500_000, 10_000, OK),
                request(600_000, 1_500_000, OK),
                request(900_000, 5_000, 0),
                request(950_000, 5_000, OK | RequestRecord.FLAG_ABORTED),
                request(-1, 5_000, OK | RequestRecord.FLAG_WARM_UP),
                request(99_000_000, 5_000, OK)));

        CohortBins cohort = Objects.requireNonNull(figures.timeline().cohort(1));
        assertThat(cohort.offered(0)).isEqualTo(3);
        assertThat(cohort.completed(0)).isEqualTo(1);
        assertThat(cohort.completed(2)).isEqualTo(1);
        assertThat(cohort.errorRatio(0)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(cohort.late(0)).isEqualTo(1);
        assertThat(cohort.latencyMillis(0, 50)).isCloseTo(10, within(0.2));
        assertThat(cohort.errorRatio(3)).isNull();

        assertThat(figures.totals().requests()).isEqualTo(4);
        assertThat(figures.totals().errors()).isEqualTo(1);
        assertThat(figures.totals().late()).isEqualTo(1);
        assertThat(figures.totals().warmUp()).isEqualTo(1);
        assertThat(figures.totals().aborted()).isEqualTo(1);
        assertThat(figures.totals().undrawn()).isEqualTo(1);

        CloseUp closeUp = figures.closeUps().get(0);
        assertThat(closeUp.good().seen()).isEqualTo(1);
        assertThat(closeUp.bad().kept())
                .extracting(RequestPoint::outcome)
                .containsExactly(RequestPoint.RequestOutcome.LATE, RequestPoint.RequestOutcome.ERROR);
        assertThat(figures.errors().rows()).hasSize(1).allSatisfy(row -> {
            assertThat(row.count()).isEqualTo(1);
            assertThat(row.firstMicros()).isEqualTo(900_000);
        });
    }

    @Test
    void kindsOfErrorsAreBounded() throws IOException {
        List<RequestRecord> requests = IntStream.range(0, 5000)
                .mapToObj(i -> new RequestRecord(ZERO + i, 0, 1, 1, 1, 500, 0, i + 1))
                .toList();
        ErrorTable errors = count(requests).errors();
        assertThat(errors.rows()).hasSize(2000);
        assertThat(errors.others()).isEqualTo(3000);
        assertThat(errors.total()).isEqualTo(5000);
    }

    @Test
    void aRequestAfterTheJudgedEndIsDrawnAndNotCounted() throws IOException {
        int known = RequestRecord.FLAG_INTENDED_KNOWN | RequestRecord.FLAG_OK;
        Figures figures =
                count(List.of(request(8_999_999, 10_000, known), request(9_000_000, 10_000, known)), 9_000_000);

        assertThat(figures.totals().requests()).isEqualTo(1);
        assertThat(figures.totals().outside()).isEqualTo(1);
        assertThat(Objects.requireNonNull(figures.timeline().cohort(1)).offered(9))
                .isEqualTo(1);
    }

    @Test
    void whatACohortSelectsIsCountedOnce() throws IOException {
        int bad = RequestRecord.FLAG_INTENDED_KNOWN;
        RequestRecord failed = request(500_000, 10_000, bad);
        RequestRecord copy =
                new RequestRecord(failed.intendedMicros(), 0, 10_000, 9, 1, 200, bad | RequestRecord.FLAG_SELECTED, 0);
        RequestRecord blocking =
                new RequestRecord(failed.intendedMicros(), 0, 10_000, 9, 1, 200, bad | RequestRecord.FLAG_BLOCKING, 0);
        Figures figures = count(List.of(failed, copy, blocking));

        assertThat(figures.totals().requests()).isEqualTo(1);
        assertThat(figures.totals().intendedKnown()).isEqualTo(1);
        assertThat(figures.totals().cohorts()).isEqualTo(2);
        assertThat(figures.errors().total()).isEqualTo(1);
        assertThat(figures.names().names()).hasSize(1);
        assertThat(figures.names().cohorts()).hasSize(2);
        assertThat(figures.timeline().ids()).containsExactly(1, 9);
        assertThat(figures.timeline().senders()).containsExactly(1);
        assertThat(Objects.requireNonNull(figures.timeline().cohort(9)).errors(0))
                .isEqualTo(1);
        assertThat(figures.closeUps().get(0).bad().seen()).isEqualTo(1);
    }

    private static Figures count(List<RequestRecord> requests) throws IOException {
        return count(requests, 100_000_000);
    }

    private static Figures count(List<RequestRecord> requests, long judgedEnd) throws IOException {
        Figures.Scope scope = new Figures.Scope(
                ZERO, 10_000_000, judgedEnd, List.of(new Window("f", 0, 0, 2_000_000)), cohort -> 1_000_000);
        return Figures.count(new Listed(requests), scope);
    }

    private static RequestRecord request(long startMicros, int responseMicros, int flags) {
        return new RequestRecord(ZERO + startMicros, 0, responseMicros, 1, 1, 200, flags, 0);
    }

    private record Listed(List<RequestRecord> requests) implements RequestSource {
        @Override
        public StringTable strings() {
            return new StringTable(Map.of());
        }

        @Override
        public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
            requests.forEach(consumer);
            return new RequestIntegrity(requests.size(), -1);
        }
    }
}
