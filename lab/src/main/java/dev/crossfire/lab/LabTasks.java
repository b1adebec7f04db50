package dev.crossfire.lab;

import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.TaskOperations;
import dev.crossfire.lab.fis.TaskOperations.Stress;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.PlainHttp;
import dev.crossfire.lab.process.ProcessSupervisor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The shop's replicas, as experiments break them. */
record LabTasks(List<Replica> replicas, StressRequests stressRequests) implements TaskOperations {
    private static final String PAUSED = "pause of the task";

    LabTasks {
        replicas = List.copyOf(replicas);
    }

    @Override
    public void stop(String taskArn) throws InventoryException {
        Replica replica = replica(taskArn);
        if (replica.supervisor().hasExited()) {
            throw new InventoryException(taskArn + " does not run now: wait until it is started again");
        }
        replica.supervisor().kill("stop of the task");
    }

    @Override
    public ActiveEffect.Undo pause(String taskArn) throws InventoryException {
        ProcessSupervisor supervisor = replica(taskArn).supervisor();
        try {
            supervisor.pause(PAUSED);
        } catch (PartFailedException e) {
            throw new InventoryException(taskArn + " could not be paused: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InventoryException(taskArn + " was not paused: the lab is stopping", e);
        }
        return () -> resume(taskArn, supervisor);
    }

    @Override
    public ActiveEffect.Undo stress(String taskArn, Stress stress, Duration hold) throws InventoryException {
        return stressRequests.begin(replica(taskArn), stress, hold);
    }

    /** A process that cannot be resumed is ended: its replacement is healthy. */
    private static void resume(String taskArn, ProcessSupervisor supervisor) throws InventoryException {
        try {
            supervisor.resume(PAUSED);
        } catch (PartFailedException e) {
            supervisor.kill("did not go on after its pause: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervisor.kill("the lab is stopping");
            throw new InventoryException(taskArn + " was ended, not let go on: the lab is stopping", e);
        }
    }

    private Replica replica(String taskArn) throws InventoryException {
        return replicas.stream()
                .filter(each -> LabResource.arn(each).equals(taskArn))
                .findFirst()
                .orElseThrow(() -> new InventoryException("there is no task " + taskArn + " in the lab"));
    }

    /** Requests replicas to stress themselves, at their own ports: no broken link prevents the request to stop. */
    static final class StressRequests {
        private static final Duration PATIENCE = Duration.ofSeconds(1);

        private final HttpClient http = PlainHttp.client(PATIENCE).build();
        private final AtomicLong count = new AtomicLong();
        private final String token;

        /**
         * Creates the requests.
         *
         * @param token the replicas' token
         */
        StressRequests(String token) {
            this.token = token;
        }

        /** Begins; a process that does not stop its stress on request is ended, and its replacement is healthy. */
        ActiveEffect.Undo begin(Replica replica, Stress stress, Duration hold) throws InventoryException {
            String path = "/control/stress/s" + count.incrementAndGet();
            URI address = URI.create("http://127.0.0.1:" + replica.port() + path);
            HttpRequest.Builder question = HttpRequest.newBuilder(URI.create(address + query(stress, hold)))
                    .POST(HttpRequest.BodyPublishers.noBody());
            int status;
            try {
                status = send(question);
            } catch (IOException e) {
                // It may have begun for all that.
                replica.supervisor().kill("did not answer the stress request");
                throw new InventoryException(replica.name() + " did not answer: wait until it runs", e);
            }
            if (status != 200) {
                throw new InventoryException(replica.name() + " refused the stress request with status " + status);
            }
            return () -> end(replica, address);
        }

        private void end(Replica replica, URI address) throws InventoryException {
            try {
                if (send(HttpRequest.newBuilder(address).DELETE()) == 200) {
                    return;
                }
            } catch (IOException e) {
                // Reported below, as any other answer without content.
            }
            replica.supervisor().kill("did not stop when requested");
        }

        private int send(HttpRequest.Builder question) throws IOException, InventoryException {
            try {
                HttpRequest request = question.timeout(PATIENCE)
                        .header("X-Control-Token", token)
                        .build();
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InventoryException("the lab is stopping", e);
            }
        }

        private static String query(Stress stress, Duration hold) {
            String shares = stress instanceof Stress.Cpu cpu
                    ? "cpu=" + cpu.percent() + "&workers=" + cpu.workers() + "&memory=0"
                    : "cpu=0&workers=0&memory=" + ((Stress.Memory) stress).percent();
            return "?" + shares + "&millis=" + hold.toMillis();
        }
    }
}
