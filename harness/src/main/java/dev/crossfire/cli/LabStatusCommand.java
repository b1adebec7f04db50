package dev.crossfire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.crossfire.environment.RunningLabs;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the labs that run in the background. */
@Command(
        name = "status",
        description = "Show the labs that run in the background.",
        footer = {"", "Example:", "  crossfire lab status"})
final class LabStatusCommand implements Callable<Integer> {
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
