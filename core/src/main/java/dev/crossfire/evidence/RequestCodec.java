package dev.crossfire.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The layout of {@code requests.bin}: a 16-byte header, then 32-byte little-endian slots. A block is up to 127 request
 * records and one slot with their checksum ({@link RequestBlock}), so that a full one has 4096 bytes; the last block ends
 * where the writer closed the file.
 *
 * <p>Offsets in a record: intended start 0 (8 bytes), lag 8 (4), response 12 (4), cohort 16 (2), name 18 (2), status
 * 20 (2), flags 22 (1), check 23 (1), error 24 (4), user 28 (4). The check byte makes the exclusive or of all 32
 * bytes equal {@link #CHECK}, so that a torn or foreign record is seen before its block is complete.
 */
public final class RequestCodec {
    /** Bytes before the first record. */
    public static final int HEADER_BYTES = 16;
    /** Bytes of one record. */
    public static final int RECORD_BYTES = 32;

    private static final byte[] MAGIC = "crossfire-req\0\0\2".getBytes(StandardCharsets.ISO_8859_1);
    static final byte CHECK = 0x5A;

    private RequestCodec() {}

    /** The header as a new array. */
    public static byte[] header() {
        return MAGIC.clone();
    }

    /** Appends one record; {@code to} must be little-endian and have room for it. */
    public static void write(RequestRecord request, ByteBuffer to) {
        int start = to.position();
        to.putLong(request.intendedMicros())
                .putInt(request.lagMicros())
                .putInt(request.responseMicros())
                .putShort((short) request.cohort())
                .putShort((short) request.name())
                .putShort((short) request.status())
                .put((byte) request.flags())
                .put((byte) 0)
                .putInt(request.error())
                .putInt(request.user());
        to.put(start + 23, (byte) (fold(to, start) ^ CHECK));
    }

    /** Whether the record at an index is whole. */
    public static boolean isWhole(ByteBuffer from, int at) {
        return fold(from, at) == CHECK;
    }

    /** Reads the record at an index; {@code from} must be little-endian. */
    public static RequestRecord read(ByteBuffer from, int at) {
        return new RequestRecord(
                from.getLong(at),
                from.getInt(at + 8),
                from.getInt(at + 12),
                Short.toUnsignedInt(from.getShort(at + 16)),
                Short.toUnsignedInt(from.getShort(at + 18)),
                Short.toUnsignedInt(from.getShort(at + 20)),
                Byte.toUnsignedInt(from.get(at + 22)),
                from.getInt(at + 24),
                from.getInt(at + 28));
    }

    /** A buffer in the file's byte order. */
    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The exclusive or of the 32 bytes of a slot. */
    static byte fold(ByteBuffer buffer, int at) {
        long all = buffer.getLong(at) ^ buffer.getLong(at + 8) ^ buffer.getLong(at + 16) ^ buffer.getLong(at + 24);
        all ^= all >>> 32;
        all ^= all >>> 16;
        all ^= all >>> 8;
        return (byte) all;
    }
}
