package dev.crossfire.guardian;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.guardian.GuardianProtocol.GuardianAssignment;
import dev.crossfire.plugin.LoadedPlugins;
import dev.crossfire.plugin.PluginFolders;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import dev.crossfire.time.TimeSource.MonotonicClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The program that runs beside a run and heals when the conductor has died, hangs or was stopped.
 *
 * <p>It reads its assignment, and then the conductor's heartbeats, on standard input. It breaks nothing, does nothing
 * while the conductor is alive, and ends with it.
 */
public final class Guardian {
    private static final int ALL_CLEAR = 0;
    private static final int BROKEN = 4;
    private static final int LEFT = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** An environment that cannot be reached for this long needs a person, who gets a message. */
    private static final Duration HEAL_BOUND = Duration.ofMinutes(5);

    private final SystemTime clock = new SystemTime();
    private final LivenessMonitor livenessMonitor = new LivenessMonitor(GuardianAssignment.PATIENCE, clock.elapsed());
    private final GuardianPipes pipes;

    private Guardian(BufferedReader input, PrintStream answers) {
        pipes = new GuardianPipes(input, answers, clock, livenessMonitor);
    }

    /** Guards the run in the given folder; exits 0 when nothing of it is left, 5 when something may be, 4 when it could not guard. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream answers = System.out;
        // Output of libraries must not mix with its own lines.
        System.setOut(System.err);
        Guardian guardian =
                new Guardian(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
        System.exit(guardian.guard(Path.of(arguments[0])));
    }

    private int guard(Path folder) throws InterruptedException {
        String line = pipes.next(Duration.ofDays(1));
        if (line == null || !line.startsWith(GuardianProtocol.ASSIGN)) {
            // The run ended before there was anything to guard.
            return ALL_CLEAR;
        }
        try {
            Kinds kinds = LoadedPlugins.of(
                            Kinds.load(), PluginFolders.ofVariable(System.getenv(PluginFolders.VARIABLE)))
                    .required();
            GuardianAssignment guardianAssignment =
                    GuardianAssignment.parse(line.substring(GuardianProtocol.ASSIGN.length()));
            RunRecord run = RunRecord.read(new RunDirectory(folder, kinds));
            try (OpenEnvironment open = OpenEnvironment.of(guardianAssignment.environment(), kinds)) {
                // A first call without effect: when it matters, everything is loaded and connected.
                open.environment().leftovers();
                return guard(guardianAssignment, new Takeover(run, open, kinds, clock));
            }
        } catch (IOException | RunErrorException | FaultException | BadInputException unready) {
            // One line, whatever the message is.
            pipes.send(GuardianProtocol.REFUSED
                    + String.valueOf(unready.getMessage()).replaceAll("\\R\\s*", "; "));
            return BROKEN;
        }
    }

    private int guard(GuardianAssignment guardianAssignment, Takeover takeover) throws InterruptedException {
        takeover.ready();
        pipes.send(GuardianProtocol.READY);
        Duration bound = clock.elapsed().plus(guardianAssignment.longest());
        while (true) {
            @Nullable String line = pipes.next(BETWEEN_LOOKS);
            if (GuardianProtocol.DONE.equals(line)) {
                return ALL_CLEAR;
            }
            @Nullable String why = reason(line, bound);
            if (why != null) {
                // First the fence: a conductor that wakes up now must find it standing.
                takeover.fence(why);
                pipes.fence(why);
                return takeover.heal(HEAL_BOUND) ? ALL_CLEAR : LEFT;
            }
        }
    }

    private @Nullable String reason(@Nullable String line, Duration bound) {
        @Nullable Duration silence = livenessMonitor.silence(clock.elapsed());
        if (GuardianPipes.END.equals(line)) {
            return "the conductor ended before it had healed";
        }
        if (silence != null) {
            return "the conductor sent no heartbeat for " + silence.toMillis() + " ms";
        }
        return clock.elapsed().compareTo(bound) > 0 ? "the run has exceeded its longest time" : null;
    }

    /**
     * A guardian's end of the pipes. Heartbeats are answered on a thread of its own, whatever the guardian is busy with; the
     * rest is handed on.
     */
    private static final class GuardianPipes {
        /** Handed on when the conductor's end of the pipe is closed: it has ended, however that came. */
        static final String END = "";

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final PrintStream answers;
        private final MonotonicClock ticker;
        private final LivenessMonitor livenessMonitor;
        private boolean fenced;

        GuardianPipes(
                BufferedReader input, PrintStream answers, MonotonicClock ticker, LivenessMonitor livenessMonitor) {
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
            livenessMonitor.onHeartbeat(ticker.elapsed());
            if (!line.startsWith(GuardianProtocol.HEARTBEAT)) {
                lines.add(line);
            } else if (!fenced) {
                send(GuardianProtocol.ACK);
            }
        }

        /** From now on no heartbeat is answered any more. */
        synchronized void fence(String why) {
            fenced = true;
            send(GuardianProtocol.FENCED + why);
        }

        /** Writes a line; a conductor that has ended does not get it. */
        synchronized void send(String line) {
            answers.println(line);
            answers.flush();
        }

        /** The next line that is no heartbeat; null when none came in time. */
        @Nullable
        String next(Duration within) throws InterruptedException {
            return lines.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
