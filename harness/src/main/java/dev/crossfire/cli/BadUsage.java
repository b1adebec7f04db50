package dev.crossfire.cli;

import dev.crossfire.scenarios.ScenarioLibrary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains what is wrong with a command line and what was probably meant; exit code 2. */
final class BadUsage {
    private BadUsage() {}

    static int print(ParameterException exception, String[] arguments) {
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
                String hint = OptionSuggestions.of(word, arguments, known)
                        .or(() -> near(word.equals(given.get(0)) ? unmatched.getSuggestions() : List.of()))
                        .orElse("--help lists those there are");
                lines.add("unknown option " + word.replaceFirst("=.*", "") + ": " + hint);
            }
        }
        return lines.isEmpty() ? List.of("unexpected argument '" + given.get(0) + "'") : lines;
    }

    /** An unknown word in a command's place may be the argument of a command. */
    private static String command(String word, List<String> suggestions) {
        boolean scenario = ScenarioLibrary.find(word).isPresent() || isFile(word);
        String hint = scenario
                ? "; did you mean: crossfire run " + word
                : suggestions.isEmpty() ? "" : "; did you mean: " + suggestions.get(0);
        return "unknown command '" + word + "'" + hint;
    }

    private static boolean isFile(String word) {
        try {
            return Files.isRegularFile(Path.of(word));
        } catch (InvalidPathException notInThisEncoding) {
            return false;
        }
    }

    private static Optional<String> near(List<String> suggestions) {
        List<String> options =
                suggestions.stream().filter(one -> one.startsWith("--")).toList();
        return options.isEmpty() ? Optional.empty() : Optional.of("did you mean " + String.join(" or ", options) + "?");
    }

    /** What was meant by an option that a command does not have. */
    private static final class OptionSuggestions {
        /** Settings of a scenario, by the options that other load tools have for them. */
        private static final Map<String, String> SETTINGS = Map.ofEntries(
                Map.entry("duration", "load.duration"),
                Map.entry("time", "load.duration"),
                Map.entry("for", "load.duration"),
                Map.entry("warm-up", "load.warm-up"),
                Map.entry("warmup", "load.warm-up"),
                Map.entry("simulation", "load.simulation"),
                Map.entry("steady-state", "steady-state.for"),
                Map.entry("rate", "load.cohorts.COHORT.rate"),
                Map.entry("rps", "load.cohorts.COHORT.rate"),
                Map.entry("users", "load.cohorts.COHORT.rate"),
                Map.entry("users-per-second", "load.cohorts.COHORT.rate"),
                Map.entry("at-most", "objectives.OBJECTIVE.at-most"),
                Map.entry("threshold", "objectives.OBJECTIVE.at-most"),
                Map.entry("parameter", "load.parameters.NAME"),
                Map.entry("param", "load.parameters.NAME"));

        /** Options of Crossfire, by other names for them; each is offered only where a command has it. */
        private static final Map<String, String> NAMES = Map.ofEntries(
                Map.entry("environment", "--env"),
                Map.entry("e", "--env"),
                Map.entry("target", "--env"),
                Map.entry("output", "--out"),
                Map.entry("o", "--out"),
                Map.entry("output-dir", "--out"),
                Map.entry("dir", "--out"),
                Map.entry("repeats", "--repeat"),
                Map.entry("times", "--repeat"),
                Map.entry("runs", "--repeat"),
                Map.entry("iterations", "--repeat"),
                Map.entry("n", "--repeat"),
                Map.entry("classpath", "--class-path"),
                Map.entry("cp", "--class-path"),
                Map.entry("random-seed", "--seed"),
                Map.entry("s", "--seed"),
                Map.entry("tag", "--label"),
                Map.entry("tags", "--label"),
                Map.entry("labels", "--label"),
                Map.entry("no-fault", "--no-faults"),
                Map.entry("no-chaos", "--no-faults"),
                Map.entry("load-only", "--no-faults"),
                Map.entry("silent", "--quiet"),
                Map.entry("q", "--quiet"),
                Map.entry("override", "--set"),
                Map.entry("define", "--set"),
                Map.entry("d", "--set"),
                Map.entry("yes", "--confirm"),
                Map.entry("force", "--confirm"));

        private OptionSuggestions() {}

        /**
         * A clause that names what to write instead.
         *
         * @param given the option, as {@code --duration} or {@code --duration=2m}
         * @param arguments the whole command line, in which its value is sought
         * @param known the command's options
         */
        static Optional<String> of(String given, List<String> arguments, Collection<String> known) {
            int equals = given.indexOf('=');
            String option = equals < 0 ? given : given.substring(0, equals);
            String word =
                    option.replaceFirst("^-+", "").toLowerCase(Locale.ROOT).replace('_', '-');
            String setting = SETTINGS.get(word);
            if (setting != null && known.contains("--set")) {
                String value = equals < 0 ? value(option, arguments) : given.substring(equals + 1);
                return Optional.of("it is a setting of the scenario; write --set " + setting + "=" + value);
            }
            if (word.equals("base-url") || word.equals("url")) {
                return Optional.of("the address is in the environment file of --env");
            }
            if (word.equals("dry-run") && known.contains("--no-faults")) {
                return Optional.of("'crossfire plan SCENARIO' shows what a run would do");
            }
            if ((word.equals("scenario") || word.equals("file") || word.equals("f")) && known.contains("--set")) {
                return Optional.of("give the scenario without an option, as in 'crossfire run my-sale.yaml'");
            }
            if (word.equals("policy") && known.contains("--set")) {
                return Optional.of("the variable CROSSFIRE_POLICY names the policy file");
            }
            return Optional.ofNullable(NAMES.get(word))
                    .filter(known::contains)
                    .map(name -> "did you mean " + name + "?");
        }

        private static String value(String option, List<String> arguments) {
            int next = arguments.indexOf(option) + 1;
            boolean given =
                    next > 0 && next < arguments.size() && !arguments.get(next).startsWith("-");
            return given ? arguments.get(next) : "VALUE";
        }
    }
}
