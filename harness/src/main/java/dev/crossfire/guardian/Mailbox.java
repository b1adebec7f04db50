package dev.crossfire.guardian;

import dev.crossfire.conductor.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A guardian's end of the pipes. Beats are answered on a thread of its own, whatever the guardian is busy with; the
 * rest is handed on.
 */
final class Mailbox {
    /** Handed on when the conductor's end of the pipe is closed: it has ended, however that came. */
    static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final PrintStream answers;
    private final Ticker ticker;
    private final Vigil vigil;
    private boolean fenced;

    Mailbox(BufferedReader input, PrintStream answers, Ticker ticker, Vigil vigil) {
        this.answers = answers;
        this.ticker = ticker;
        this.vigil = vigil;
        Thread reader = new Thread(() -> read(input), "mailbox");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(BufferedReader input) {
        try {
            String line = input.readLine();
            while (line != null) {
                take(line);
                line = input.readLine();
            }
        } catch (IOException broken) {
            answers.println("the pipe broke: " + broken.getMessage());
        } finally {
            lines.add(END);
        }
    }

    private synchronized void take(String line) {
        vigil.heard(ticker.elapsed());
        if (!line.startsWith(Said.BEAT)) {
            lines.add(line);
        } else if (!fenced) {
            say(Said.HEARD);
        }
    }

    /** From now on no beat is answered any more. */
    synchronized void fence(String why) {
        fenced = true;
        say(Said.FENCED + why);
    }

    /** Says a line; a conductor that is gone does not hear it. */
    synchronized void say(String line) {
        answers.println(line);
        answers.flush();
    }

    /** The next line that is no beat; null when none came in time. */
    @Nullable
    String next(Duration within) throws InterruptedException {
        return lines.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
