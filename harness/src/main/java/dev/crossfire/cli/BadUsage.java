package dev.crossfire.cli;

import dev.crossfire.scenarios.ScenarioLibrary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains what is wrong with a command line and what was probably meant; exit code 2. */
final class BadUsage {
    private BadUsage() {}

    static int tell(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        lines(exception, List.of(arguments)).forEach(line -> err.println("crossfire: " + line));
        String name = command.getCommandSpec().qualifiedName();
        err.println("Try '" + name + " --help'.");
        return ExitCode.USAGE;
    }

    private static List<String> lines(ParameterException exception, List<String> arguments) {
        if (!(exception instanceof UnmatchedArgumentException unmatched)) {
            return List.of(String.valueOf(exception.getMessage()));
        }
        List<String> given = unmatched.getUnmatched();
        CommandLine command = exception.getCommandLine();
        if (!command.getSubcommands().isEmpty() && !given.get(0).startsWith("-")) {
            return List.of(command(given.get(0), unmatched.getSuggestions()));
        }
        Collection<String> known = command.getCommandSpec().optionsMap().keySet();
        List<String> lines = new ArrayList<>();
        for (String word : given) {
            if (word.startsWith("-")) {
                String hint = OptionHints.of(word, arguments, known)
                        .or(() -> near(word.equals(given.get(0)) ? unmatched.getSuggestions() : List.of()))
                        .orElse("--help lists those there are");
                lines.add("unknown option " + word.replaceFirst("=.*", "") + ": " + hint);
            }
        }
        return lines.isEmpty() ? List.of("unexpected argument '" + given.get(0) + "'") : lines;
    }

    /** An unknown word in a command's place may be the argument of a command. */
    private static String command(String word, List<String> suggestions) {
        boolean scenario = ScenarioLibrary.find(word).isPresent() || Files.isRegularFile(Path.of(word));
        String hint = scenario
                ? "; did you mean: crossfire run " + word
                : suggestions.isEmpty() ? "" : "; did you mean: " + suggestions.get(0);
        return "unknown command '" + word + "'" + hint;
    }

    private static Optional<String> near(List<String> suggestions) {
        List<String> options =
                suggestions.stream().filter(one -> one.startsWith("--")).toList();
        return options.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", options) + "?");
    }
}
