package dev.crossfire.guardian;

import dev.crossfire.time.Ticker;
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
final class GuardianPipes {
    /** Handed on when the conductor's end of the pipe is closed: it has ended, however that came. */
    static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final PrintStream answers;
    private final Ticker ticker;
    private final LivenessMonitor livenessMonitor;
    private boolean fenced;

    GuardianPipes(BufferedReader input, PrintStream answers, Ticker ticker, LivenessMonitor livenessMonitor) {
        this.answers = answers;
        this.ticker = ticker;
        this.livenessMonitor = livenessMonitor;
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
        livenessMonitor.heard(ticker.elapsed());
        if (!line.startsWith(GuardianProtocol.BEAT)) {
            lines.add(line);
        } else if (!fenced) {
            say(GuardianProtocol.HEARD);
        }
    }

    /** From now on no beat is answered any more. */
    synchronized void fence(String why) {
        fenced = true;
        say(GuardianProtocol.FENCED + why);
    }

    /** Writes a line; a conductor that has ended does not get it. */
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
