package dev.crossfire.judge.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RequestRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StartOrderQueueTest {
    @Test
    void requestsLeaveInTheOrderOfTheirIntendedStartsAndNotAllAtTheEnd() {
        SplittableRandom random = new SplittableRandom(5);
        List<RequestRecord> records = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int response = random.nextInt(1_000_000);
            records.add(new RequestRecord(1_000_000L + i * 1000L, 0, response, 1, 1, 200, i % 2, 0));
        }
        records.sort(Comparator.comparingLong(RequestRecord::endMicros));
        List<Long> out = new ArrayList<>();
        StartOrderQueue ordered = new StartOrderQueue(1_000_000, 1_000_000, (series, micros, good) -> {
            assertThat(series).isEqualTo((int) (micros % 7));
            assertThat(good).isEqualTo(micros / 1000 % 2 == 1);
            out.add(micros);
        });
        for (RequestRecord record : records) {
            ordered.passed(record);
            ordered.add((int) (record.intendedMicros() % 7), record.intendedMicros(), record.ok());
        }
        int before = out.size();
        ordered.finish();
        assertThat(out).hasSize(20_000).isSorted();
        assertThat(before).isGreaterThan(17_000);
    }
}
