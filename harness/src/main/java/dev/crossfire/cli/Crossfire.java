package dev.crossfire.cli;

import dev.crossfire.calibrate.CalibrationRun;
import dev.crossfire.cli.LabCommand.LabDownCommand;
import dev.crossfire.cli.LabCommand.LabStatusCommand;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.UnwrittenFile;
import dev.crossfire.guardian.GuardianProcess;
import dev.crossfire.plugin.LoadedPlugins;
import dev.crossfire.plugin.PluginFolders;
import dev.crossfire.process.Installation;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The program {@code crossfire}. */
@Command(
        name = "crossfire",
        description =
                "Sends a load spike to a system, injects real faults at the same time, and judges how it recovers.",
        mixinStandardHelpOptions = true,
        versionProvider = Crossfire.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        usageHelpWidth = 80,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass",
            "1:an objective failed",
            "2:bad usage or bad file",
            "3:inconclusive: too little evidence to judge",
            "4:error: Crossfire or the environment failed",
            "5:dirty: a fault is not verified to be cleared"
        })
public final class Crossfire implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        Logs.offTheTerminal();
        int exitCode;
        try (StopSignal signal = new StopSignal()) {
            signal.listen();
            exitCode = run(new Terminal(), signal, arguments);
            signal.exitWith(exitCode);
        }
        System.exit(exitCode);
    }

    static int run(Terminal terminal, StopSignal signal, String... arguments) {
        try {
            return run(
                    terminal,
                    signal,
                    PluginOptions.load(arguments, terminal.err()),
                    GuardianProcess.PROGRAM,
                    arguments);
        } catch (BadInputException unfit) {
            unfit.lines().forEach(terminal.err()::println);
            return ExitCode.USAGE;
        }
    }

    static int run(Terminal terminal, StopSignal signal, Kinds kinds, String guardianProgram, String... arguments) {
        return run(terminal, signal, LoadedPlugins.none(kinds), guardianProgram, arguments);
    }

    private static int run(
            Terminal terminal, StopSignal signal, LoadedPlugins loaded, String guardianProgram, String... arguments) {
        Map<String, Supplier<Object>> commands = commands(terminal, signal, loaded, guardianProgram);
        String[] words = helped(arguments, commands.keySet());
        @Nullable String first = words.length == 0 ? null : words[0];
        return commandLine(terminal, commands, first).execute(words);
    }

    /** {@code help run} as {@code run --help}. */
    private static String[] helped(String[] arguments, Set<String> commands) {
        if (arguments.length == 0 || !arguments[0].equals("help")) {
            return arguments;
        }
        List<String> words = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        if (words.isEmpty() || commands.contains(words.get(0))) {
            words.add("--help");
        }
        return words.toArray(String[]::new);
    }

    /** All commands with their options, to be described and not to be run: for manual pages and shell completion. */
    public static CommandLine described() {
        Terminal terminal = new Terminal();
        LoadedPlugins none = LoadedPlugins.none(Kinds.load());
        return commandLine(terminal, commands(terminal, new StopSignal(), none, GuardianProcess.PROGRAM), null);
    }

    /** The commands as far as they are needed: all, unless the first argument names one. */
    static CommandLine commandLine(Terminal terminal, Map<String, Supplier<Object>> commands, @Nullable String first) {
        CommandLine line = new CommandLine(new Crossfire());
        // Read by PluginOptions before; here so that every command knows and describes it.
        line.getCommandSpec()
                .addOption(OptionSpec.builder(PluginFolders.OPTION)
                        .paramLabel("DIR")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .description("A folder with plug-ins, or the jar of one; may be repeated.")
                        .scopeType(CommandLine.ScopeType.INHERIT)
                        .build());
        @Nullable Supplier<Object> chosen = first == null ? null : commands.get(first);
        if (chosen != null) {
            // To describe a command costs more than many take, and abort must be fast.
            line.addSubcommand(first, chosen.get());
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        return line.setOut(terminal.drawnOut())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        Terminal.wantsColour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(BadUsage::print)
                .setExecutionExceptionHandler(Crossfire::broken);
    }

    private static Map<String, Supplier<Object>> commands(
            Terminal terminal, StopSignal signal, LoadedPlugins loaded, String guardianProgram) {
        Map<String, Supplier<Object>> commands = commands(terminal, signal, loaded.kinds(), guardianProgram);
        commands.put("plugins", () -> new PluginsCommand(terminal, loaded.kinds(), loaded.refused()));
        return commands;
    }

    static Map<String, Supplier<Object>> commands(
            Terminal terminal, StopSignal signal, Kinds kinds, String guardianProgram) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(terminal, signal, kinds, guardianProgram, CalibrationRun.HERE));
        commands.put("plan", () -> new PlanCommand(terminal, kinds));
        commands.put("check", () -> new CheckCommand(terminal, kinds));
        commands.put("permissions", () -> new PermissionsCommand(terminal, kinds));
        commands.put("list", () -> new ListCommand(terminal, kinds));
        commands.put("judge", () -> new JudgeCommand(terminal, kinds));
        commands.put("report", () -> new ReportCommand(terminal, kinds));
        commands.put("sweep", () -> new SweepCommand(terminal, signal, kinds, guardianProgram));
        commands.put("suite", () -> new SuiteCommand(terminal, signal, kinds, guardianProgram));
        commands.put("availability", () -> new AvailabilityCommand(terminal, kinds));
        commands.put("compare", () -> new CompareCommand(terminal, kinds));
        commands.put("import", () -> new ImportCommand(terminal, kinds));
        commands.put("export", () -> new ExportCommand(terminal, kinds));
        commands.put("abort", () -> new AbortCommand(terminal, kinds));
        commands.put("recover", () -> new RecoverCommand(terminal, kinds));
        commands.put("calibrate", () -> new CalibrateCommand(terminal, kinds, CalibrationRun.HERE));
        commands.put("lab", () -> new CommandLine(new LabCommand())
                .addSubcommand(new LabUpCommand(terminal, signal))
                .addSubcommand(new LabStatusCommand(terminal))
                .addSubcommand(new LabDownCommand(terminal)));
        commands.put("doctor", () -> new DoctorCommand(terminal, kinds));
        commands.put("init", () -> new InitCommand(terminal));
        commands.put("plugins", () -> new PluginsCommand(terminal, kinds, List.of()));
        return commands;
    }

    /** Prints the next step; no command was given, so none succeeded. */
    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        err.println("crossfire list    the shipped scenarios");
        err.println("crossfire run ticket-open-database-failover    a first run, on a lab of its own");
        err.println("crossfire help    all commands; 'crossfire help run' explains one");
        return ExitCode.USAGE;
    }

    private static int broken(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (exception instanceof BadInputException badInput) {
            badInput.lines().forEach(err::println);
            return ExitCode.USAGE;
        }
        if (exception instanceof RunErrorException || exception instanceof IOException) {
            err.println("crossfire: " + message(exception));
            return ExitCode.BROKEN;
        }
        if (exception instanceof InvalidPathException name) {
            err.println("crossfire: '" + name.getInput() + "' is invalid as a file name (" + name.getReason()
                    + "); expected characters of this system's encoding, " + System.getProperty("sun.jnu.encoding"));
            return ExitCode.USAGE;
        }
        if (exception instanceof InterruptedException) {
            err.println("crossfire: stopped");
            return ExitCode.BROKEN;
        }
        err.println("crossfire: this is an error in Crossfire itself; please report it with the following");
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        err.print(trace.toString().replace("\t", "    "));
        err.flush();
        return ExitCode.BROKEN;
    }

    /** A message that stands without its type where it suffices, and with it where it does not. */
    private static String message(Exception exception) {
        boolean speaks = exception instanceof RunErrorException
                || exception instanceof UnwrittenFile
                || exception.getClass() == IOException.class
                || (exception instanceof FileSystemException file && file.getReason() != null);
        return speaks && exception.getMessage() != null ? exception.getMessage() : exception.toString();
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return List.of("crossfire " + Installation.current().version(), "Java " + Runtime.version())
                    .toArray(String[]::new);
        }
    }
}
