package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.faults.ProcessPause;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a fault that a status command confirms, without any probe. */
@Tag("live")
class CommandStatusContractTest extends FaultContract<ProcessPause.Settings> {
    @TempDir
    Path folder;

    @Override
    protected FaultKind<ProcessPause.Settings> kind() {
        return new ProcessPause();
    }

    @Override
    protected ProcessPause.Settings faultSettings() {
        return new ProcessPause.Settings();
    }

    @Override
    protected Testbed testbed() {
        String state = folder.resolve("state").toString();
        FaultCommands pause = new FaultCommands(
                List.of("touch", state),
                List.of("rm", "-f", state),
                List.of("test", "!", "-e", state),
                List.of("test", "-e", state));
        CommandRole role = CommandRoles.of(Map.of(Capability.PAUSE, pause), null);
        return new StateFile(new ProviderSettings<>(CommandSettings.DEFAULT, Map.of("search", role)));
    }

    private final class StateFile implements Testbed {
        private final ProviderSettings<CommandSettings, CommandRole> settings;

        StateFile(ProviderSettings<CommandSettings, CommandRole> settings) {
            this.settings = settings;
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
        public void close() {}
    }
}
