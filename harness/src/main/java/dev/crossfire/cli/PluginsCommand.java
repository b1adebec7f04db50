package dev.crossfire.cli;

import dev.crossfire.plugin.PluginFolders;
import dev.crossfire.plugin.RefusedPlugin;
import dev.crossfire.process.Installation;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.Plugin;
import dev.crossfire.spi.SpiVersion;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the plug-ins, where each comes from, and those that do not fit. */
@Command(
        name = "plugins",
        description = {
            "Show which plug-ins are loaded and from where, what is in them, and which jars do not fit and why.",
            "They are looked for in the folder plugins of the installation, in the folders and jars of the variable "
                    + PluginFolders.VARIABLE + ", and in those of --plugins."
        },
        footer = {
            "",
            "Exit code 0 when all jars fit, 2 when one does not.",
            "",
            "Examples:",
            "  crossfire plugins",
            "  crossfire plugins --plugins target/shop-chaos-1.0.jar"
        })
final class PluginsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Kinds kinds;
    private final List<RefusedPlugin> refused;

    PluginsCommand(Terminal terminal, Kinds kinds, List<RefusedPlugin> refused) {
        this.terminal = terminal;
        this.kinds = kinds;
        this.refused = refused;
    }

    @Override
    public Integer call() {
        PrintWriter out = terminal.out();
        Installation installation = Installation.current();
        out.println("  built-in " + installation.version() + " (" + installation.home() + "), interfaces "
                + SpiVersion.CURRENT);
        for (Plugin plugin : kinds.plugins()) {
            out.println("  " + plugin.name() + (plugin.version().isEmpty() ? "" : " " + plugin.version()) + " ("
                    + plugin.jar() + "), interfaces " + plugin.spi());
            entries("fault", plugin.faultNames());
            entries("objective", plugin.objectiveNames());
            entries("provider", plugin.providerNames());
            entries("report format", plugin.formatNames());
        }
        if (kinds.plugins().isEmpty() && refused.isEmpty()) {
            out.println("  no plug-ins; jars in " + installation.plugins() + " are loaded");
        }
        out.flush();
        refused.forEach(one -> one.lines().forEach(terminal.err()::println));
        return refused.isEmpty() ? ExitCode.PASS : ExitCode.USAGE;
    }

    private void entries(String what, List<String> names) {
        names.forEach(name -> terminal.out().println("      " + what + " " + name));
    }
}
