package dev.crossfire.evidence;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests that can be read from the start any number of times, in the order in which they ended. */
public interface RequestSource {
    /** The requests of a run that recorded none. */
    RequestSource NONE = new RequestSource() {
        @Override
        public StringTable strings() {
            return new StringTable(Map.of());
        }

        @Override
        public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
            return new RequestIntegrity(0, -1);
        }
    };

    /** The strings that the requests refer to. */
    StringTable strings();

    /**
     * Passes every whole request to a consumer.
     *
     * @return what was read and what had to be left out
     */
    RequestIntegrity forEach(Consumer<RequestRecord> consumer) throws IOException;

    /** The cohorts for which requests come once more, by name; empty where requests were not split. */
    default Map<String, SelectedCohort> selected() {
        return Map.of();
    }

    /**
     * The result of a reading.
     *
     * @param records whole records read
     * @param truncatedAtByte offset of the first byte that belongs to no whole record; negative when every byte does
     * @param unreadBytes from there to the end; 0 when that is not known or nothing is torn
     * @param ended whether the writer has closed the record, so that nothing can be missing after the last one
     */
    record RequestIntegrity(long records, long truncatedAtByte, long unreadBytes, boolean ended) {
        /** A closed record, without the number of bytes that were not read. */
        public RequestIntegrity(long records, long truncatedAtByte) {
            this(records, truncatedAtByte, 0, true);
        }

        /** What is wrong and where, as a clause; empty when every byte was read. */
        public Optional<String> damage() {
            if (truncatedAtByte < 0) {
                return Optional.empty();
            }
            boolean damaged = unreadBytes >= RequestCodec.RECORD_BYTES;
            return Optional.of("the record of requests "
                    + (damaged
                            ? "is damaged at byte " + truncatedAtByte + ", and the " + unreadBytes
                                    + " bytes from there on were not read"
                            : "ends in the middle of one, at byte " + truncatedAtByte)
                    + "; " + records + " whole ones lie before it");
        }
    }

    /**
     * A cohort that consists of selected requests.
     *
     * @param partial whether it is a part of what its scenarios send, so that its users may wait for something else
     * @param scenarios the Gatling scenarios that sent them; empty when none did
     * @param missing why the cohort is empty; null when it is not
     */
    record SelectedCohort(
            boolean partial,
            Set<String> scenarios,
            @Nullable String missing) {
        public SelectedCohort {
            scenarios = Set.copyOf(scenarios);
        }
    }
}
