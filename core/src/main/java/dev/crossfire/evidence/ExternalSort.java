package dev.crossfire.evidence;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sorts more than memory holds: in runs that are written to one file and then merged.
 *
 * <p>The file is opened with delete-on-close. Linux and macOS then remove its name at once, so nothing remains even if
 * this process crashes.
 *
 * @param <T> what is sorted
 */
final class ExternalSort<T> implements Closeable {
    /** How one thing is written down and read back. */
    interface Form<T> {
        void write(T one, DataOutput to) throws IOException;

        T read(DataInput from) throws IOException;
    }

    private static final int BUFFER_BYTES = 1 << 14;

    private final Comparator<T> order;
    private final Form<T> form;
    private final int mostInMemory;
    private final List<T> inMemory = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final FileChannel file;

    /** The position of a sorted run in the file. */
    private record Run(long from, long until, int count) {}

    /**
     * Begins.
     *
     * @param folder where the file is kept
     * @param mostInMemory how many are sorted at a time
     */
    ExternalSort(Path folder, Comparator<T> order, Form<T> form, int mostInMemory) throws IOException {
        this.order = order;
        this.form = form;
        this.mostInMemory = mostInMemory;
        this.file = FileChannel.open(
                folder.resolve(".sorting-" + UUID.randomUUID()),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(T one) throws IOException {
        inMemory.add(one);
        if (inMemory.size() >= mostInMemory) {
            spill();
        }
    }

    private void spill() throws IOException {
        if (inMemory.isEmpty()) {
            return;
        }
        inMemory.sort(order);
        long from = file.position();
        DataOutputStream to =
                new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES));
        for (T one : inMemory) {
            form.write(one, to);
        }
        to.flush();
        runs.add(new Run(from, file.position(), inMemory.size()));
        inMemory.clear();
    }

    /** Hands over everything that was added, in order; once. */
    void forEach(Consumer<T> to) throws IOException {
        if (runs.isEmpty()) {
            inMemory.sort(order);
            inMemory.forEach(to);
            return;
        }
        spill();
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing((Head head) -> head.first, order));
        for (Run run : runs) {
            heads.add(new Head(run));
        }
        while (!heads.isEmpty()) {
            Head head = heads.remove();
            to.accept(head.first);
            if (head.advance()) {
                heads.add(head);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A run as far as it has been read. */
    private final class Head {
        private final DataInputStream rest;
        private int left;
        private T first;

        Head(Run run) throws IOException {
            rest = new DataInputStream(new BufferedInputStream(new FileSlice(file, run.from, run.until), BUFFER_BYTES));
            left = run.count - 1;
            first = form.read(rest);
        }

        boolean advance() throws IOException {
            if (left == 0) {
                return false;
            }
            left--;
            first = form.read(rest);
            return true;
        }
    }

    /** A part of the file; several are read in turn, so none moves its position. */
    private static final class FileSlice extends InputStream {
        private final FileChannel file;
        private final long until;
        private long at;

        FileSlice(FileChannel file, long from, long until) {
            this.file = file;
            this.at = from;
            this.until = until;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, until - at);
            int read = wanted <= 0 ? -1 : file.read(ByteBuffer.wrap(into, offset, wanted), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
