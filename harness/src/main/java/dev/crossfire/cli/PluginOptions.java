package dev.crossfire.cli;

import dev.crossfire.error.BadInputException;
import dev.crossfire.plugin.LoadedPlugins;
import dev.crossfire.plugin.PluginFolders;
import dev.crossfire.plugin.RefusedPlugin;
import dev.crossfire.process.Installation;
import dev.crossfire.spi.Kinds;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Loads the plug-ins that a command line needs; its command cannot be described before it knows them. */
final class PluginOptions {
    /** Commands that use no kinds of plug-ins, so that no jar can break or delay them. */
    private static final Set<String> WITHOUT = Set.of("abort", "calibrate", "doctor", "help", "init", "lab");
    /** Commands that make do with what fits. */
    private static final Set<String> DESPITE = Set.of("recover", "plugins");

    private static final Set<String> INFORMATION = Set.of("-h", "--help", "-V", "--version");

    private PluginOptions() {}

    /**
     * Loads them.
     *
     * @param err where is printed what a command goes on without
     * @throws BadInputException with every jar that does not fit, when the command needs all
     */
    static LoadedPlugins load(String[] arguments, PrintWriter err) throws BadInputException {
        Kinds own = Kinds.load();
        String command = command(arguments);
        if (WITHOUT.contains(command) || Arrays.stream(arguments).anyMatch(INFORMATION::contains)) {
            return LoadedPlugins.none(own);
        }
        LoadedPlugins loaded = LoadedPlugins.of(
                own,
                PluginFolders.of(
                        Installation.current().plugins(), System.getenv(PluginFolders.VARIABLE), values(arguments)));
        if (!DESPITE.contains(command)) {
            return LoadedPlugins.none(loaded.required());
        }
        if (command.equals("recover")) {
            for (RefusedPlugin refused : loaded.refused()) {
                err.println(
                        "crossfire: a plug-in is left out: " + refused.lines().get(0));
            }
        }
        return loaded;
    }

    /** The first word that is neither an option nor the value of ours. */
    private static String command(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(PluginFolders.OPTION)) {
                i++;
            } else if (!arguments[i].startsWith("-")) {
                return arguments[i];
            }
        }
        return "help";
    }

    /** The values of the option, of which the last may be missing; the command itself reports that. */
    static List<String> values(String[] arguments) {
        List<String> values = new ArrayList<>();
        String assigned = PluginFolders.OPTION + "=";
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].equals(PluginFolders.OPTION) && i + 1 < arguments.length) {
                i++;
                values.add(arguments[i]);
            } else if (arguments[i].startsWith(assigned)) {
                values.add(arguments[i].substring(assigned.length()));
            }
        }
        return values;
    }
}
