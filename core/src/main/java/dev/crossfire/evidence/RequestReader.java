package dev.crossfire.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads {@code requests.bin} and its strings, up to the last whole record. */
public final class RequestReader implements RequestSource {
    private static final int CHUNK_BYTES = 256 * RequestBlock.BYTES;

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

    private RequestReader(Path requestsFile) {
        this.requestsFile = requestsFile;
        this.strings = new StringTable(Map.of());
    }

    /** The requests alone, whose strings may be damaged. */
    static RequestReader withoutStrings(Path requestsFile) {
        return new RequestReader(requestsFile);
    }

    /** Where a file's header differs from that of a request file; empty when it does not, as far as it goes. */
    static Optional<Long> wrongHeaderByte(Path requestsFile) throws IOException {
        try (FileChannel channel = FileChannel.open(requestsFile)) {
            int wrong = wrongByte(header(channel));
            return wrong < 0 ? Optional.empty() : Optional.of((long) wrong);
        }
    }

    @Override
    public StringTable strings() {
        return strings;
    }

    @Override
    public RequestIntegrity forEach(Consumer<RequestRecord> consumer) throws IOException {
        try (FileChannel channel = FileChannel.open(requestsFile)) {
            if (isCutInHeader(channel)) {
                return new RequestIntegrity(0, 0, channel.size(), false);
            }
            return new BlockScan(channel, consumer).all();
        }
    }

    /** Goes once through the file, block by block. */
    private static final class BlockScan {
        private final FileChannel channel;
        private final Consumer<RequestRecord> consumer;
        private final ByteBuffer chunk = RequestCodec.buffer(CHUNK_BYTES);
        private long offset = RequestCodec.HEADER_BYTES;
        private long records;
        private boolean ended;
        /** Where the file is cut or damaged; negative while it is not. */
        private long damagedAt = -1;

        BlockScan(FileChannel channel, Consumer<RequestRecord> consumer) {
            this.channel = channel;
            this.consumer = consumer;
        }

        RequestIntegrity all() throws IOException {
            int bytes;
            do {
                bytes = fill(channel, chunk);
                for (int at = 0; at < bytes && damagedAt < 0; at += RequestBlock.BYTES) {
                    block(at, Math.min(RequestBlock.BYTES, bytes - at));
                }
                offset += bytes;
            } while (bytes == CHUNK_BYTES && damagedAt < 0);
            // Not by the file's size when all of it was read: a running writer may have made it longer since.
            long size = bytes == CHUNK_BYTES ? channel.size() : offset;
            return new RequestIntegrity(records, damagedAt, damagedAt < 0 ? 0 : size - damagedAt, ended);
        }

        private void block(int at, int length) {
            if (ended) {
                damagedAt = offset + at;
                return;
            }
            RequestBlock block = RequestBlock.read(chunk, at, length, records);
            for (int i = 0; i < block.records(); i++) {
                consumer.accept(RequestCodec.read(chunk, at + i * RequestCodec.RECORD_BYTES));
            }
            records += block.records();
            ended = block.end() == RequestBlock.End.LAST;
            int end = (block.records() + 1) * RequestCodec.RECORD_BYTES;
            if (block.damagedAt() >= 0) {
                damagedAt = offset + at + block.damagedAt();
            } else if (ended && end < length) {
                damagedAt = offset + at + end;
            }
        }
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
        byte[] header = header(channel);
        int wrong = wrongByte(header);
        if (wrong >= 0) {
            throw new IOException(requestsFile + " is damaged at byte " + wrong
                    + ", or another version of Crossfire wrote it: its header is unknown");
        }
        return header.length < RequestCodec.HEADER_BYTES;
    }

    /** The header, as far as the file has one. */
    private static byte[] header(FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(RequestCodec.HEADER_BYTES);
        while (header.hasRemaining() && channel.read(header) >= 0) {
            // As above.
        }
        return Arrays.copyOf(header.array(), header.position());
    }

    private static int wrongByte(byte[] header) {
        return Arrays.mismatch(header, 0, header.length, RequestCodec.header(), 0, header.length);
    }
}
