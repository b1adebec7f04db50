package dev.crossfire.simulations;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes text on line by line, without secrets; a line is held back until it has ended. */
final class RedactedOutput extends OutputStream {
    private static final int LONGEST_HELD = 1 << 16;

    private final OutputStream to;
    private final Redaction redaction;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    RedactedOutput(OutputStream to, Redaction redaction) {
        this.to = to;
        this.redaction = redaction;
    }

    @Override
    public synchronized void write(int letter) throws IOException {
        line.write(letter);
        if (letter == '\n' || line.size() >= LONGEST_HELD) {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    private void pass() throws IOException {
        to.write(redaction.of(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        line.reset();
    }

    /** A line that has not ended stays: half a secret would pass unseen. */
    @Override
    public synchronized void flush() throws IOException {
        to.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        pass();
        to.close();
    }
}
