package dev.crossfire.evidence;

import java.util.Map;
import java.util.function.Consumer;

/** The requests of a run that recorded none. */
public enum NoRequests implements RequestSource {
    INSTANCE;

    @Override
    public StringTable strings() {
        return new StringTable(Map.of());
    }

    @Override
    public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
        return new RequestIntegrity(0, -1);
    }
}
