package dev.crossfire.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Appends requests to a run directory, strings first; one writer a file, one thread a writer.
 *
 * <p>What {@link #flush} has handed to the operating system survives the death of this process.
 */
public final class RequestWriter implements Closeable {
    private static final int BUFFERED_BLOCKS = 32;

    private final Path requestsFile;
    private final FileChannel records;
    private final JsonLineWriter strings;
    private final Map<String, Integer> ids = new HashMap<>();
    private final ByteBuffer buffer = RequestCodec.buffer(BUFFERED_BLOCKS * RequestBlock.BYTES);
    private final CRC32C checksum = new CRC32C();
    private boolean newStrings;
    private boolean failed;
    private long written;
    /** Records since the last checksum. */
    private int inBlock;
    /** Up to here in the buffer, the checksum covers the block. */
    private int covered;

    /**
     * Begins both files.
     *
     * @throws IOException when one of them exists or cannot be written
     */
    public RequestWriter(Path requestsFile, Path stringsFile) throws IOException {
        this.requestsFile = requestsFile;
        strings = new JsonLineWriter(stringsFile);
        records = FileChannel.open(requestsFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        append(ByteBuffer.wrap(RequestCodec.header()));
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
        strings.write(new StringTable.Name(id, text, groups.isEmpty() ? null : groups));
        newStrings = true;
        ids.put(key, id);
        return id;
    }

    /** Appends one request. */
    public void write(RequestRecord request) throws IOException {
        if (buffer.remaining() < 2 * RequestCodec.RECORD_BYTES) {
            flush();
        }
        RequestCodec.write(request, buffer);
        written++;
        inBlock++;
        if (inBlock == RequestBlock.MOST_RECORDS) {
            endBlock(false);
        }
    }

    private void endBlock(boolean last) {
        cover();
        RequestBlock.write((int) checksum.getValue(), inBlock, written, last, buffer);
        checksum.reset();
        covered = buffer.position();
        inBlock = 0;
    }

    private void cover() {
        checksum.update(buffer.duplicate().flip().position(covered));
        covered = buffer.position();
    }

    /** Hands everything written so far to the operating system. */
    public void flush() throws IOException {
        if (newStrings) {
            strings.flush();
            newStrings = false;
        }
        cover();
        buffer.flip();
        append(buffer);
        buffer.clear();
        covered = 0;
    }

    private void append(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                records.write(bytes);
            }
        } catch (IOException unwritable) {
            failed = true;
            throw UnwrittenFile.of(requestsFile, unwritable);
        }
    }

    @Override
    public void close() throws IOException {
        try (records;
                strings) {
            // After a write that failed the rest would stand in the wrong place: the file stays without its end.
            if (!failed) {
                flush();
                endBlock(true);
                flush();
            }
        }
    }
}
