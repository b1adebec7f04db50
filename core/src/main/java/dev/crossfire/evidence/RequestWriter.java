package dev.crossfire.evidence;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Appends requests to a run directory, strings first; one writer a file, one thread a writer.
 *
 * <p>What {@link #flush} has handed to the operating system survives the death of this process.
 */
public final class RequestWriter implements Closeable {
    private static final int BUFFERED_RECORDS = 4096;

    private final FileChannel records;
    private final BufferedWriter strings;
    private final Map<String, Integer> ids = new HashMap<>();
    private final ByteBuffer buffer = RequestCodec.buffer(BUFFERED_RECORDS * RequestCodec.RECORD_BYTES);
    private boolean newStrings;

    /**
     * Begins both files.
     *
     * @throws IOException when one of them exists or cannot be written
     */
    public RequestWriter(Path requestsFile, Path stringsFile) throws IOException {
        // A library's error text may hold half a character; that must not end the recording.
        strings = new BufferedWriter(new OutputStreamWriter(
                Files.newOutputStream(stringsFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                StandardCharsets.UTF_8));
        records = FileChannel.open(requestsFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        records.write(ByteBuffer.wrap(RequestCodec.header()));
    }

    /** The id of a string in the table, given to it now if it is new; ids begin at 1. */
    public int idOf(String text) throws IOException {
        return idOf(text, text, List.of());
    }

    /**
     * The id of a request's name in the table, given to it now if it is new.
     *
     * @param key distinguishes it from every other string of the table; two requests may read alike
     * @param text the groups' names and its own
     * @param groups around it, outermost first
     */
    public int idOf(String key, String text, List<String> groups) throws IOException {
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        int id = ids.size() + 1;
        strings.write(Json.line(new StringTable.Name(id, text, groups.isEmpty() ? null : groups)));
        strings.write('\n');
        newStrings = true;
        ids.put(key, id);
        return id;
    }

    /** Appends one request. */
    public void write(RequestRecord request) throws IOException {
        if (buffer.remaining() < RequestCodec.RECORD_BYTES) {
            flush();
        }
        RequestCodec.write(request, buffer);
    }

    /** Hands everything written so far to the operating system. */
    public void flush() throws IOException {
        if (newStrings) {
            strings.flush();
            newStrings = false;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            records.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        try (records;
                strings) {
            flush();
        }
    }
}
