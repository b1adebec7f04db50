package dev.crossfire.lab;

import dev.crossfire.lab.failover.FailoverController;
import dev.crossfire.lab.failover.FailoverRefusedException;
import dev.crossfire.lab.failover.PairRoles;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.ResourceInventory.WorkflowOperations;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.SupervisedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The lab's workflows: one of its own, which loses the writer and ends when the pair is intact again, and the commands
 * that are named on the lab's command line. No other command can be run.
 */
final class LabWorkflows implements WorkflowOperations {
    /** The lab's own. */
    static final String FAILOVER = "ticketing-failover";

    private static final long POLL_MILLIS = 50;

    private final FailoverController supervisor;
    private final ScheduledExecutorService timer;
    private final Map<String, String> commands;
    private final Function<String, Path> logs;

    /**
     * Creates them.
     *
     * @param commands for the shell, by the name of their document
     * @param logs where a program's output goes, by its name
     */
    LabWorkflows(
            FailoverController supervisor,
            ScheduledExecutorService timer,
            Map<String, String> commands,
            Function<String, Path> logs) {
        this.supervisor = supervisor;
        this.timer = timer;
        this.commands = Map.copyOf(commands);
        this.logs = logs;
    }

    /** Returns the ARN of the document of a name. */
    static String arn(String name) {
        return LabInventory.ACCOUNT.arn("ssm", "document/" + name);
    }

    @Override
    public ActiveEffect start(String documentArn, String parameters, Duration atMost) throws InventoryException {
        for (Map.Entry<String, String> command : commands.entrySet()) {
            if (documentArn.equals(arn(command.getKey()))) {
                return run(command.getKey(), command.getValue(), parameters, atMost);
            }
        }
        if (documentArn.equals(arn(FAILOVER))) {
            return failover(atMost);
        }
        throw new InventoryException("there is no document " + documentArn + " in the lab; its own is " + arn(FAILOVER)
                + ", others are named when it is started: --workflow NAME=COMMAND");
    }

    private ActiveEffect run(String name, String command, String parameters, Duration atMost)
            throws InventoryException {
        ChildSpec spec = new ChildSpec(
                "workflow-" + name,
                List.of("/bin/sh", "-c", command),
                Map.of("DOCUMENT_PARAMETERS", parameters),
                logs.apply("workflow-" + name));
        try {
            SupervisedProcess child = SupervisedProcess.start(spec);
            CompletableFuture<Void> over = new CompletableFuture<>();
            var unused = child.exit().thenAccept(code -> end(over, name, code));
            return new ActiveEffect(atMost, child::close, over);
        } catch (IOException e) {
            throw new InventoryException("workflow " + name + " could not be started: " + e.getMessage(), e);
        }
    }

    private static void end(CompletableFuture<Void> over, String name, int code) {
        if (code == 0) {
            over.complete(null);
        } else {
            over.completeExceptionally(new InventoryException("workflow " + name + " ended with exit code " + code));
        }
    }

    private ActiveEffect failover(Duration atMost) throws InventoryException {
        Server before = supervisor.pair().writer();
        try {
            supervisor.failover("workflow " + FAILOVER);
        } catch (FailoverRefusedException e) {
            throw new InventoryException(String.valueOf(e.getMessage()), e);
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        ScheduledFuture<?> looking = timer.scheduleWithFixedDelay(
                () -> {
                    PairRoles now = supervisor.pair();
                    if (now.state() == PairRoles.PairState.REDUNDANT && now.writer() != before) {
                        over.complete(null);
                    }
                },
                POLL_MILLIS,
                POLL_MILLIS,
                TimeUnit.MILLISECONDS);
        return new ActiveEffect(atMost, () -> looking.cancel(false), over);
    }
}
