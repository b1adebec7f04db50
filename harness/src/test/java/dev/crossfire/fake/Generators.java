package dev.crossfire.fake;

import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.simulations.GeneratorConfig;
import dev.crossfire.simulations.GeneratorEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Load generators without load; each is the main class of a process. */
public final class Generators {
    private Generators() {}

    /** It never gets ready. */
    public static final class NeverReady {
        public static void main(String[] given) throws IOException {
            while (System.in.read() >= 0) {
                // Waits for its end only.
            }
        }
    }

    /** It gets ready and ends, with its last words on standard error. */
    public static final class Gone {
        /** With what it exits. */
        public static final int CODE = 3;

        public static void main(String[] given) throws IOException {
            send(new GeneratorEvent.GeneratorReady("Gone", List.of(new Population("buyers", ArrivalModel.OPEN, true))));
            System.err.println("no seat is left");
            System.exit(CODE);
        }
    }

    /** It is killed. */
    public static final class Killed {
        public static void main(String[] given) throws IOException {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
            NeverReady.main(given);
        }
    }

    /**
     * It records a hundred good requests a second for the whole run at once, reports that t = 0 was a while ago, and is
     * then quiet until the run's end or until it is stopped.
     */
    public static final class Quick {
        /** How long ago t = 0 is when traffic begins. */
        public static final Duration HEAD_START = Duration.ofSeconds(3);

        private static final int A_SECOND = 100;

        public static void main(String[] given) throws Exception {
            GeneratorConfig config = GeneratorConfig.read(Path.of(given[1]));
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            send(new GeneratorEvent.GeneratorReady(
                    "Quick", List.of(new Population("buyers", ArrivalModel.OPEN, true))));
            if (!Optional.ofNullable(orders.readLine()).equals(Optional.of("start"))) {
                return;
            }
            long zero = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now().minus(HEAD_START));
            int seconds = (int) config.load().duration().toSeconds();
            record(Path.of(config.runDirectory()), zero, seconds);
            send(new GeneratorEvent.Started(zero));
            for (int second = 0; second < seconds; second++) {
                CohortFrame buyers = new CohortFrame(A_SECOND, A_SECOND, A_SECOND, 0, 5.0, null, null);
                send(new GeneratorEvent.SecondEnded(second, Map.of("buyers", buyers), null));
            }
            Thread end = new Thread(() -> endAt(zero + seconds * 1_000_000L, seconds), "end");
            end.setDaemon(true);
            end.start();
            orders.readLine();
            finish(seconds);
        }

        private static void endAt(long micros, int seconds) {
            long left = micros - ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            try {
                Thread.sleep(Math.max(0, left / 1000));
                finish(seconds);
            } catch (InterruptedException | IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static synchronized void finish(int seconds) throws IOException {
            send(new GeneratorEvent.Finished((long) A_SECOND * seconds, 0, (long) A_SECOND * seconds, 0, null));
            System.exit(0);
        }

        private static void record(Path directory, long zero, int seconds) throws IOException {
            try (RequestWriter writer =
                    new RequestWriter(directory.resolve("requests.bin"), directory.resolve("strings.jsonl"))) {
                int cohort = writer.idOf("buyers");
                int name = writer.idOf("reserve");
                int flags = RequestRecord.FLAG_OK | RequestRecord.FLAG_INTENDED_KNOWN;
                for (int i = 0; i < A_SECOND * seconds; i++) {
                    long start = zero + i * (1_000_000L / A_SECOND);
                    writer.write(new RequestRecord(start, 0, 5000, cohort, name, 200, flags, 0));
                }
            }
        }
    }

    private static void send(GeneratorEvent event) throws IOException {
        System.out.println(Json.line(event));
        System.out.flush();
    }
}
