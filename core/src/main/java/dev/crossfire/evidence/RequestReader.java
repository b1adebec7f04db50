package dev.crossfire.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/** Reads {@code requests.bin} and its strings, up to the last whole record. */
public final class RequestReader implements RequestSource {
    private static final int CHUNK_BYTES = 32_768 * RequestCodec.RECORD_BYTES;

    private final Path requestsFile;
    private final StringTable strings;

    /**
     * Opens the requests of a run.
     *
     * @throws IOException when the string table cannot be read
     */
    public RequestReader(Path requestsFile, Path stringsFile) throws IOException {
        this.requestsFile = requestsFile;
        this.strings = StringTable.read(stringsFile);
    }

    @Override
    public StringTable strings() {
        return strings;
    }

    @Override
    public RequestIntegrity forEach(Consumer<RequestRecord> consumer) throws IOException {
        try (FileChannel channel = FileChannel.open(requestsFile)) {
            if (isCutInHeader(channel)) {
                return new RequestIntegrity(0, 0, channel.size());
            }
            ByteBuffer chunk = RequestCodec.buffer(CHUNK_BYTES);
            long records = 0;
            while (true) {
                int bytes = fill(channel, chunk);
                int whole = bytes / RequestCodec.RECORD_BYTES;
                for (int i = 0; i < whole; i++) {
                    int at = i * RequestCodec.RECORD_BYTES;
                    if (!RequestCodec.isWhole(chunk, at)) {
                        return torn(records, channel);
                    }
                    consumer.accept(RequestCodec.read(chunk, at));
                    records++;
                }
                if (whole < CHUNK_BYTES / RequestCodec.RECORD_BYTES) {
                    // Not by the file's size: a running writer may have made it longer since.
                    int cut = bytes % RequestCodec.RECORD_BYTES;
                    return cut == 0
                            ? new RequestIntegrity(records, -1)
                            : new RequestIntegrity(records, offset(records), cut);
                }
            }
        }
    }

    private static RequestIntegrity torn(long records, FileChannel channel) throws IOException {
        long offset = offset(records);
        return new RequestIntegrity(records, offset, channel.size() - offset);
    }

    private static long offset(long records) {
        return RequestCodec.HEADER_BYTES + records * RequestCodec.RECORD_BYTES;
    }

    private static int fill(FileChannel channel, ByteBuffer chunk) throws IOException {
        chunk.clear();
        while (chunk.hasRemaining() && channel.read(chunk) >= 0) {
            // A read may stop short of the buffer's end before the file does.
        }
        return chunk.position();
    }

    /**
     * Reads the header; whether the file ends within it, as one does whose writer was killed at once.
     *
     * @throws IOException when it is another file's header
     */
    private boolean isCutInHeader(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(RequestCodec.HEADER_BYTES);
        while (header.hasRemaining() && channel.read(header) >= 0) {
            // As above.
        }
        int wrong = Arrays.mismatch(header.array(), 0, header.position(), RequestCodec.header(), 0, header.position());
        if (wrong >= 0) {
            throw new IOException(requestsFile + " is not a request file, or has another version: byte " + wrong
                    + " differs from a request file's header");
        }
        return header.hasRemaining();
    }
}
