package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.fake.FakePair;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return new ManagedPair();
    }

    /** A pair whose manager looks for the file that the command creates, and deletes it when the standby took over; it rebuilds the other. */
    private final class ManagedPair implements Testbed {
        private final FakePair pair = new FakePair();
        private final Path wanted = folder.resolve("failover");
        private final ScheduledExecutorService manager = Executors.newSingleThreadScheduledExecutor();
        private final ProviderSettings<CommandSettings, CommandRole> settings;

        ManagedPair() throws IOException {
            FaultCommands failover = new FaultCommands(
                    List.of("sh", "-c", "touch " + wanted + "; while [ -e " + wanted + " ]; do sleep 0.01; done"),
                    List.of("rm", "-f", wanted.toString()),
                    List.of("test", "!", "-e", wanted.toString()),
                    null);
            RoleProbe probe = new RoleProbe(null, new Secret(pair.jdbc()), "observer", new Secret("pa55word"), null);
            CommandRole role = CommandRoles.of(Map.of(Capability.FAILOVER, failover), probe);
            settings = new ProviderSettings<>(CommandSettings.DEFAULT, Map.of("ticketing-db", role));
            var unused = manager.scheduleWithFixedDelay(this::failOver, 0, 5, TimeUnit.MILLISECONDS);
        }

        private void failOver() {
            if (Files.exists(wanted)) {
                pair.become(FakePair.Mood.RESETS);
                pair.promote("node-b", FakePair.Mood.SERVES);
                pair.standbys(0, 0);
                var unusedRebuild = manager.schedule(() -> pair.standbys(1, 0), 1, TimeUnit.SECONDS);
                boolean unusedDeleted = wanted.toFile().delete();
            }
        }

        @Override
        public Environment open() {
            EnvironmentSpec spec =
                    new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("commands", settings));
            return new CommandProvider(folder.resolve("records")).open(spec, settings, new MachineClock());
        }

        @Override
        public List<Target> targets() {
            try (Environment environment = open()) {
                return environment.inventory().targets();
            }
        }

        @Override
        public Target unfitTarget() {
            return new Target("web", CommandProvider.TYPE, "web", null, Set.of(), Map.of());
        }

        @Override
        public void assertNoLeftovers() throws FaultException {
            try (Environment environment = open()) {
                assertThat(environment.leftovers()).isEmpty();
            }
        }

        @Override
        public void close() throws IOException {
            manager.shutdownNow();
            pair.close();
        }
    }
}
