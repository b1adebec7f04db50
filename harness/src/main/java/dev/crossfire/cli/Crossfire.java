package dev.crossfire.cli;

import dev.crossfire.conductor.BrokenException;
import dev.crossfire.conductor.Installation;
import dev.crossfire.guardian.GuardianProcess;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code crossfire}. */
@Command(
        name = "crossfire",
        description = "Fires a traffic spike and real faults at a system at the same time, and judges how it recovers.",
        mixinStandardHelpOptions = true,
        versionProvider = Crossfire.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        usageHelpWidth = 80,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass",
            "1:an objective failed",
            "2:bad usage or bad file",
            "3:inconclusive: too little evidence to say",
            "4:the harness or its environment broke",
            "5:a fault could not be proven gone"
        })
public final class Crossfire implements Runnable {
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
        return commandLine(terminal, signal, Kinds.load(), GuardianProcess.PROGRAM)
                .execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal, StopSignal signal, Kinds kinds, String guardianProgram) {
        CommandLine lab = new CommandLine(new LabCommand())
                .addSubcommand(new LabUpCommand(terminal))
                .addSubcommand(new LabStatusCommand(terminal))
                .addSubcommand(new LabDownCommand(terminal));
        return new CommandLine(new Crossfire())
                .addSubcommand(new RunCommand(terminal, signal, kinds, guardianProgram))
                .addSubcommand(new PlanCommand(terminal, kinds))
                .addSubcommand(new CheckCommand(terminal, kinds))
                .addSubcommand(new ListCommand(terminal, kinds))
                .addSubcommand(new JudgeCommand(terminal, kinds))
                .addSubcommand(new ReportCommand(terminal, kinds))
                .addSubcommand(new AbortCommand(terminal, kinds))
                .addSubcommand(new RecoverCommand(terminal, kinds))
                .addSubcommand(new CalibrateCommand(terminal, kinds))
                .addSubcommand("lab", lab)
                .addSubcommand(new DoctorCommand(terminal))
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        Terminal.wantsColour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(Crossfire::badUsage)
                .setExecutionExceptionHandler(Crossfire::broken);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "found no command; try 'crossfire --help'");
    }

    private static int badUsage(ParameterException exception, String[] arguments) {
        PrintWriter err = exception.getCommandLine().getErr();
        err.println("crossfire: " + exception.getMessage());
        UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("Try '" + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private static int broken(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (exception instanceof BadInputException badInput) {
            badInput.lines().forEach(err::println);
            return ExitCode.USAGE;
        }
        if (exception instanceof BrokenException || exception instanceof IOException) {
            err.println("crossfire: " + message(exception));
            return ExitCode.BROKEN;
        }
        if (exception instanceof InterruptedException) {
            err.println("crossfire: stopped");
            return ExitCode.BROKEN;
        }
        err.println("crossfire: this is a mistake in Crossfire itself; please report it with what follows");
        exception.printStackTrace(err);
        return ExitCode.BROKEN;
    }

    /** A message that stands without its type where it says enough, and with it where it does not. */
    private static String message(Exception exception) {
        return exception instanceof BrokenException && exception.getMessage() != null
                ? exception.getMessage()
                : exception.toString();
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return List.of("crossfire " + Installation.current().version(), "Java " + Runtime.version())
                    .toArray(String[]::new);
        }
    }
}
