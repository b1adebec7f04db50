package dev.crossfire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crossfire.environment.RunningLabs;
import dev.crossfire.error.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The embedded lab on its own. */
@Command(
        name = "lab",
        description = "Run the embedded lab on its own, to explore it and inject faults by hand.",
        footer = {"", "Examples:", "  crossfire lab up", "  crossfire lab status --json", "  crossfire lab down"})
final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing subcommand of 'lab'; expected up, down or status");
    }

    /** Lists the labs that run in the background. */
    @Command(
            name = "status",
            description = "Show the labs that run in the background.",
            footer = {"", "Example:", "  crossfire lab status"})
    static final class LabStatusCommand implements Callable<Integer> {
        @Option(names = "--json", description = "Print a JSON array for programs.")
        private boolean json;

        private final Terminal terminal;

        LabStatusCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            List<JsonNode> labs = RunningLabs.ofUser().running();
            if (json) {
                terminal.out().println(JsonNodeFactory.instance.arrayNode().addAll(labs));
            } else if (labs.isEmpty()) {
                terminal.out().println("  No lab runs in the background. Start one: crossfire lab up");
            } else {
                labs.forEach(lab -> terminal.out()
                        .println("  " + lab.path("pid").asLong() + "  "
                                + lab.path("baseUrl").asText() + "  FIS "
                                + lab.path("fis").asText() + "  in " + RunningLabs.startedIn(lab)));
            }
            return ExitCode.PASS;
        }
    }

    /** Stops labs in the background. */
    @Command(
            name = "down",
            description = "Stop the lab that was started in this directory, or the given ones.",
            footer = {"", "Examples:", "  crossfire lab down", "  crossfire lab down 4711", "  crossfire lab down --all"
            })
    static final class LabDownCommand implements Callable<Integer> {
        @Parameters(
                arity = "0..*",
                paramLabel = "PID",
                description = "The process of a lab; by default the one that was started in this directory.")
        private List<Long> pids = List.of();

        @Option(names = "--all", description = "Stop every lab of yours, wherever it was started.")
        private boolean all;

        private final Terminal terminal;

        LabDownCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws BadInputException, IOException, InterruptedException {
            List<Long> meant = meant(RunningLabs.ofUser().running(), Path.of(""));
            List<Long> stubborn = new ArrayList<>();
            for (long one : meant) {
                if (!RunningLabs.end(one)) {
                    stubborn.add(one);
                }
            }
            int stopped = meant.size() - stubborn.size();
            stubborn.forEach(one -> terminal.err().println("  lab " + one + " does not stop; try kill -9 " + one));
            terminal.out().println(stopped == 1 ? "  1 lab stopped." : "  " + stopped + " labs stopped.");
            RunningLabs.ofUser().running();
            return stubborn.isEmpty() ? ExitCode.PASS : ExitCode.BROKEN;
        }

        /** A lab in use by another user is never stopped by accident. */
        private List<Long> meant(List<JsonNode> running, Path directory) throws BadInputException, IOException {
            if (all && !pids.isEmpty()) {
                throw new BadInputException(List.of("--all with a PID is invalid; expected one of the two"));
            }
            List<Long> known = running.stream().map(LabDownCommand::pid).toList();
            if (all) {
                return known;
            }
            if (!pids.isEmpty()) {
                List<String> unknown = pids.stream()
                        .distinct()
                        .filter(pid -> !known.contains(pid))
                        .map(pid -> "  there is no lab " + pid + "; running: " + (known.isEmpty() ? "none" : known))
                        .toList();
                if (!unknown.isEmpty()) {
                    throw new BadInputException(unknown);
                }
                return pids.stream().distinct().toList();
            }
            List<Long> here = new ArrayList<>();
            for (JsonNode lab : running) {
                if (RunningLabs.isOf(lab, directory)) {
                    here.add(pid(lab));
                }
            }
            if (here.size() == 1 || running.isEmpty()) {
                return here;
            }
            throw new BadInputException(ambiguous(running, here.size()));
        }

        private static List<String> ambiguous(List<JsonNode> running, int here) {
            List<String> lines = new ArrayList<>();
            lines.add("lab down: " + (here == 0 ? "no lab was" : here + " labs were")
                    + " started in this directory; expected the PID of one of these, or --all");
            running.forEach(lab -> lines.add("  " + pid(lab) + "  in " + RunningLabs.startedIn(lab)));
            return lines;
        }

        private static long pid(JsonNode lab) {
            return lab.path("pid").asLong();
        }
    }
}
