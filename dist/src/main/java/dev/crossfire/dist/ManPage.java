package dev.crossfire.dist;

import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A manual page in man(7)'s language, from what picocli knows of a command. It has no date, so that two builds are equal.
 */
final class ManPage {
    private static final String EXAMPLES = "Example";

    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /** The pages of a program and of all its commands, by names as {@code crossfire-lab-up}. */
    static Map<String, String> ofAll(CommandLine program) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(name(program.getCommandSpec()), new ManPage(program.getCommandSpec()).text());
        program.getSubcommands().values().forEach(each -> pages.putAll(ofAll(each)));
        return pages;
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private String text() {
        macro("TH", name(command).toUpperCase(Locale.ROOT) + " 1 \"\" Crossfire \"Crossfire manual\"");
        String description = String.join(" ", words(command.usageMessage().description()));
        section("NAME", name(command) + " - " + description.replaceFirst("[.]( .*)?$", ""));
        section("SYNOPSIS", new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF)).synopsis(0));
        List<String> footer = words(command.usageMessage().footer());
        int examples = (int)
                footer.stream().takeWhile(line -> !line.startsWith(EXAMPLES)).count();
        section("DESCRIPTION", description);
        footer.subList(0, examples).stream().filter(line -> !line.isBlank()).forEach(this::paragraph);
        arguments();
        subcommands();
        exitStatus();
        if (examples < footer.size()) {
            macro("SH", "EXAMPLES");
            macro("EX", "");
            footer.subList(examples + 1, footer.size()).forEach(this::line);
            macro("EE", "");
        }
        if (command.parent() != null) {
            section("SEE ALSO", name(command.parent()) + "(1)");
        }
        return page.toString();
    }

    private void arguments() {
        List<ArgSpec> shown = new ArrayList<>(command.positionalParameters());
        command.options().stream().filter(option -> !option.hidden()).forEach(shown::add);
        if (!shown.isEmpty()) {
            macro("SH", "OPTIONS");
        }
        for (ArgSpec each : shown) {
            macro("TP", "");
            line(label(each));
            line(String.join(" ", words(each.description())));
        }
    }

    private static String label(ArgSpec argument) {
        if (argument instanceof PositionalParamSpec) {
            return argument.paramLabel();
        }
        String names = String.join(", ", ((OptionSpec) argument).names());
        return argument.arity().max() == 0 ? names : names + "=" + argument.paramLabel();
    }

    private void subcommands() {
        if (!command.subcommands().isEmpty()) {
            macro("SH", "COMMANDS");
        }
        for (CommandLine each : command.subcommands().values()) {
            macro("TP", "");
            line(name(each.getCommandSpec()) + "(1)");
            line(String.join(" ", words(each.getCommandSpec().usageMessage().description())));
        }
    }

    private void exitStatus() {
        Map<String, String> codes = command.root().usageMessage().exitCodeList();
        macro("SH", "EXIT STATUS");
        codes.forEach((code, meaning) -> {
            macro("TP", "");
            line(code.strip());
            line(meaning);
        });
    }

    private void section(String title, String text) {
        macro("SH", title);
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::line);
    }

    private void paragraph(String text) {
        macro("PP", "");
        line(text);
    }

    private void macro(String name, String arguments) {
        page.append('.')
                .append(name)
                .append(arguments.isEmpty() ? "" : " " + arguments)
                .append('\n');
    }

    /** A line that begins with a dot or an apostrophe would be a command to man. */
    private void line(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
    }

    /** As picocli prints them, without colours. */
    private static List<String> words(String[] lines) {
        return Stream.of(lines)
                .map(line -> Ansi.OFF.string(formatted(line)))
                .flatMap(text -> Stream.of(text.split("\n", -1)))
                .toList();
    }

    private static String formatted(String line) {
        try {
            return String.format(line);
        } catch (IllegalFormatException plain) {
            return line;
        }
    }
}
