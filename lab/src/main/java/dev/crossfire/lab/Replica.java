package dev.crossfire.lab;

import dev.crossfire.lab.kubernetes.PodProcess;
import dev.crossfire.lab.kubernetes.PodProcess.PodSlot;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.zone.LabZone;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One shop process and the link that the balancer reaches it by.
 *
 * @param name for example {@code shop-1a-1}
 * @param port where the process itself listens
 */
record Replica(String name, LabZone zone, int port, ProcessSupervisor supervisor, Link link) {
    /** Returns the address of the process's own health check. */
    URI health() {
        return URI.create("http://127.0.0.1:" + port + "/health");
    }

    /** Returns the place in which its pods run. */
    PodSlot slot() {
        return new PodSlot(name, zone.zoneName(), health(), new ReplicaPod(supervisor));
    }

    /** A replica's process, as the pod that runs in its place. */
    record ReplicaPod(ProcessSupervisor supervisor) implements PodProcess {
        private static final String NO_POD = "no pod";

        @Override
        public ProcessState life() {
            ProcessSupervisor.ProcessHistory life = supervisor.life();
            return new ProcessState(life.pid().isPresent(), life.starts(), life.started(), life.lastExit());
        }

        @Override
        public void start() {
            supervisor.resumeRestarts(NO_POD);
        }

        @Override
        public void keepDown() {
            supervisor.suspendRestarts(NO_POD);
        }

        @Override
        public void terminate(String reason) {
            supervisor.terminate(reason);
        }

        @Override
        public void kill(String reason) {
            supervisor.kill(reason);
        }

        @Override
        public boolean inCrashLoop() {
            return supervisor.crashLoop();
        }

        @Override
        public boolean isNodeUp() {
            return !supervisor.restartsSuspendedBesides(NO_POD);
        }

        @Override
        public Path log() {
            return supervisor.spec().log();
        }
    }

    /** The shop's replicas, ended together. */
    record ReplicaGroup(List<Replica> replicas) implements AutoCloseable {
        ReplicaGroup {
            replicas = List.copyOf(replicas);
        }

        @Override
        public void close() {
            replicas.forEach(replica -> replica.supervisor().stop());
            replicas.forEach(replica -> replica.link().close());
        }
    }

    /** Waits until a part of the lab answers over HTTP. */
    static final class HttpReadiness {
        private static final int ANSWER_MILLIS = 1_000;

        private HttpReadiness() {}

        /**
         * Waits for a good answer.
         *
         * @param part the part that is to answer
         * @throws PartFailedException if there is none within the limit, or the part crashes again and again
         */
        static void await(ProcessSupervisor part, URI uri, Duration limit) throws PartFailedException {
            String name = part.spec().name();
            Path log = part.spec().log();
            try {
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(50))
                        .atMost(limit)
                        .until(() -> part.crashLoop() || status(uri) == HttpURLConnection.HTTP_OK);
            } catch (ConditionTimeoutException e) {
                throw new PartFailedException(
                        name, "gave no good answer at " + uri + " within " + limit.toSeconds() + " s", log, e);
            }
            if (part.crashLoop()) {
                throw new PartFailedException(name, "ends again and again while it starts", log, null);
            }
        }

        private static int status(URI uri) {
            try {
                HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
                connection.setConnectTimeout(ANSWER_MILLIS);
                connection.setReadTimeout(ANSWER_MILLIS);
                try {
                    return connection.getResponseCode();
                } finally {
                    connection.disconnect();
                }
            } catch (IOException notYet) {
                return 0;
            }
        }
    }
}
