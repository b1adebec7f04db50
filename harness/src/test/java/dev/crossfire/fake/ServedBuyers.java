package dev.crossfire.fake;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import java.util.Map;
import java.util.function.Consumer;

/** What {@link FakeTraffic} would have recorded: its buyers, all of them served in five milliseconds. */
public final class ServedBuyers implements RequestSource {
    private static final int BUYERS_PER_SECOND = 100;
    private static final long GAP_MICROS = 1_000_000 / BUYERS_PER_SECOND;
    private static final long REQUESTS = BUYERS_PER_SECOND * FakeTraffic.LENGTH.toSeconds();

    @Override
    public StringTable strings() {
        return new StringTable(Map.of(1, "buyers", 2, "reserve"));
    }

    @Override
    public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
        long zero = FakeTime.ZERO.plus(FakeTraffic.T0).toEpochMilli() * 1000;
        int flags = RequestRecord.FLAG_OK | RequestRecord.FLAG_INTENDED_KNOWN;
        for (int i = 0; i < REQUESTS; i++) {
            consumer.accept(new RequestRecord(zero + i * GAP_MICROS, 0, 5_000, 1, 2, 200, flags, 0));
        }
        return new RequestIntegrity(REQUESTS, -1);
    }
}
