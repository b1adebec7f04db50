package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.fake.FakePair;
import dev.crossfire.model.Capability;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a database failover by commands, as a cluster manager's own program makes one. */
@Tag("live")
class CommandFailoverTest extends FaultContract<DatabaseFailover.Settings> {
    @TempDir
    Path folder;

    @Override
    protected FaultKind<DatabaseFailover.Settings> kind() {
        return new DatabaseFailover();
    }

    @Override
    protected DatabaseFailover.Settings faultSettings() {
        return new DatabaseFailover.Settings();
    }

    @Override
    protected Testbed testbed() throws IOException {
        return new ManagedPair(new FakePair(), folder.resolve("failover"));
    }

    /** Long enough for another process to look meanwhile, on a full machine too. */
    private static final Duration REBUILDING = Duration.ofSeconds(4);

    /** A pair whose manager looks for the file that the command creates, and deletes it when the standby took over; it rebuilds the other. */
    private final class ManagedPair extends CommandTestbed {
        private final FakePair pair;
        private final Path request;
        private final ScheduledExecutorService manager = Executors.newSingleThreadScheduledExecutor();

        ManagedPair(FakePair pair, Path request) {
            super(folder.resolve("records"), "ticketing-db", role(pair, request));
            this.pair = pair;
            this.request = request;
            var unused = manager.scheduleWithFixedDelay(this::failOver, 0, 5, TimeUnit.MILLISECONDS);
        }

        private static CommandRole role(FakePair pair, Path request) {
            FaultCommands failover = new FaultCommands(
                    List.of("sh", "-c", "touch " + request + "; while [ -e " + request + " ]; do sleep 0.01; done"),
                    List.of("rm", "-f", request.toString()),
                    List.of("test", "!", "-e", request.toString()),
                    null);
            RoleProbe probe = new RoleProbe(null, new Secret(pair.jdbc()), "observer", new Secret("pa55word"), null);
            return CommandRoles.of(Map.of(Capability.FAILOVER, failover), probe);
        }

        private void failOver() {
            if (Files.exists(request)) {
                pair.become(FakePair.Mood.RESETS);
                pair.promote("node-b", FakePair.Mood.SERVES);
                pair.standbys(0, 0);
                var unusedRebuild =
                        manager.schedule(() -> pair.standbys(1, 0), REBUILDING.toMillis(), TimeUnit.MILLISECONDS);
                boolean unusedDeleted = request.toFile().delete();
            }
        }

        @Override
        public void close() throws IOException {
            manager.shutdownNow();
            pair.close();
        }
    }
}
