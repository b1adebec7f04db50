package dev.crossfire.calibrate;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import java.io.IOException;
import java.util.function.Consumer;

/** The requests of one cohort among all that were recorded. */
record LaneRequests(RequestSource all, String cohort) implements RequestSource {
    @Override
    public StringTable strings() {
        return all.strings();
    }

    @Override
    public Integrity forEach(Consumer<RequestRecord> consumer) throws IOException {
        int id = all.strings().idOf(cohort);
        return all.forEach(request -> {
            if (request.cohort() == id) {
                consumer.accept(request);
            }
        });
    }
}
