package dev.crossfire.evidence;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One block of {@code requests.bin}, checked: how many of its records are whole, and how it ends.
 *
 * <p>Offsets in the slot of a block's checksum: {@link #MARK} 0 (8 bytes), CRC-32C of the block's records 8 (4), their number
 * 12 (4), records in the file up to here 16 (8), 1 at the file's end 24 (1), unused 25 (2), check 27 (1), CRC-32C of the
 * bytes 0 to 26 at 28 (4). The check byte makes the exclusive or of all 32 bytes the complement of a record's, so that no
 * single wrong bit turns one into the other.
 *
 * @param records whole ones, from the first on
 * @param damagedAt the byte within the block at which it is damaged; negative when it is not
 * @param end how it ends
 */
record RequestBlock(int records, int damagedAt, End end) {
    /** How a block ends. */
    enum End {
        /** With its checksum; another block may follow. */
        FULL,
        /** With its checksum, as the last of its file. */
        LAST,
        /** Without its checksum: the writer was killed, or has not finished. */
        OPEN
    }

    /** Request records in a full block. */
    static final int MOST_RECORDS = 127;
    /** Bytes of a full block. */
    static final int BYTES = (MOST_RECORDS + 1) * RequestCodec.RECORD_BYTES;

    /** No intended start. */
    private static final long MARK = Long.MIN_VALUE;

    private static final byte CHECK = (byte) ~RequestCodec.CHECK;
    private static final int CHECK_AT = 27;
    private static final int CRC_AT = 28;

    /** Appends the slot of a checksum; {@code to} must be little-endian and have room for it. */
    static void write(int crc, int count, long records, boolean last, ByteBuffer to) {
        int start = to.position();
        to.putLong(MARK).putInt(crc).putInt(count).putLong(records).put((byte) (last ? 1 : 0));
        to.put((byte) 0).put((byte) 0).put((byte) 0).putInt(crc(to, start, CHECK_AT));
        to.put(start + CHECK_AT, (byte) (RequestCodec.fold(to, start) ^ CHECK));
    }

    /**
     * Checks the block at an index.
     *
     * @param length bytes from there on that belong to it at most
     * @param before records of the file before it
     */
    static RequestBlock read(ByteBuffer from, int at, int length, long before) {
        int slots = length / RequestCodec.RECORD_BYTES;
        for (int i = 0; i < slots; i++) {
            int slot = at + i * RequestCodec.RECORD_BYTES;
            if (i == MOST_RECORDS || from.getLong(slot) == MARK) {
                return closed(from, at, i, before);
            }
            if (!RequestCodec.isWhole(from, slot)) {
                return new RequestBlock(i, slot - at, End.OPEN);
            }
        }
        int whole = slots * RequestCodec.RECORD_BYTES;
        return new RequestBlock(slots, whole < length ? whole : -1, End.OPEN);
    }

    private static RequestBlock closed(ByteBuffer from, int at, int count, long before) {
        int bytes = count * RequestCodec.RECORD_BYTES;
        int slot = at + bytes;
        boolean whole = from.getLong(slot) == MARK
                && RequestCodec.fold(from, slot) == CHECK
                && from.getInt(slot + CRC_AT) == crc(from, slot, CHECK_AT);
        if (!whole) {
            return new RequestBlock(count, bytes, End.OPEN);
        }
        if (from.getInt(slot + 8) != crc(from, at, bytes) || from.getInt(slot + 12) != count) {
            // Every record looks whole by itself, and the damaged one is unknown: none of them counts.
            return new RequestBlock(0, 0, End.OPEN);
        }
        if (from.getLong(slot + 16) != before + count) {
            // The block is whole, and others before it are gone or were added.
            return new RequestBlock(0, 0, End.OPEN);
        }
        return new RequestBlock(count, -1, from.get(slot + 24) == 1 ? End.LAST : End.FULL);
    }

    private static int crc(ByteBuffer from, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(from.duplicate().limit(at + length).position(at));
        return (int) crc.getValue();
    }
}
