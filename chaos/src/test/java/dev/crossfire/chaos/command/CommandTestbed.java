package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.FaultContract.Testbed;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An environment of one role that is played by commands. */
class CommandTestbed implements Testbed {
    private final Path records;
    private final ProviderSettings<CommandSettings, CommandRole> settings;

    CommandTestbed(Path records, String role, CommandRole commands) {
        this.records = records;
        this.settings = new ProviderSettings<>(CommandSettings.DEFAULT, Map.of(role, commands));
    }

    @Override
    public Environment open() {
        EnvironmentSpec spec = new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("commands", settings));
        return new CommandProvider(records).open(spec, settings, new MachineClock());
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
    public void close() throws IOException {}
}
