package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.faults.ProcessPause;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        return new CommandTestbed(folder.resolve("records"), "search", role);
    }
}
