package dev.crossfire.evidence;

import java.io.IOException;
import java.util.function.Consumer;

/** Requests that can be read from the start any number of times, in the order in which they ended. */
public interface RequestSource {
    /** The strings that the requests refer to. */
    StringTable strings();

    /**
     * Hands every whole request to a consumer.
     *
     * @return what was read and what had to be left out
     */
    Integrity forEach(Consumer<RequestRecord> consumer) throws IOException;

    /**
     * What a reading came to.
     *
     * @param records whole records read
     * @param tornAtByte offset of the first byte that belongs to no whole record; negative when every byte does
     */
    record Integrity(long records, long tornAtByte) {}
}
