package dev.crossfire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.environment.LabProcess;
import dev.crossfire.environment.RunningLabs;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.process.Installation;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a lab in the background. */
@Command(
        name = "up",
        description = "Start a lab in the background and print its addresses and how to inject faults.",
        footer = {
            "",
            "Options after -- are for the lab itself, as --replication async or --probe-interval 200ms.",
            "",
            "Examples:",
            "  crossfire lab up",
            "  crossfire lab up -- --replication async"
        })
final class LabUpCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--json", description = "Print one JSON object for programs.")
    private boolean json;

    @Option(
            names = RunCommand.UNTIL_INPUT_ENDS,
            description = "Stay, and stop the lab when standard input ends, as that of a program that is killed.")
    private boolean untilInputEnds;

    @Parameters(arity = "0..*", paramLabel = "LAB-OPTION", description = "Options of the lab itself.")
    private List<String> labOptions = List.of();

    private final Terminal terminal;
    private final StopSignal signal;

    LabUpCommand(Terminal terminal, StopSignal signal) {
        this.terminal = terminal;
        this.signal = signal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunErrorException {
        RunningLabs states = RunningLabs.ofUser();
        ProgressLine progress = new ProgressLine(terminal.drawnErr(), Terminal.isWatched(), false);
        Path log = states.newLog();
        Installation installation = Installation.current();
        if (untilInputEnds) {
            signal.listenTo(System.in);
        }
        LabProcess lab = remembered(
                states,
                untilInputEnds
                        ? LabProcess.start(installation, labOptions, log, progress)
                        : LabProcess.startDetached(installation, labOptions, log, progress));
        progress.close();
        JsonNode ready = lab.ready();
        if (json) {
            terminal.out().println(ready);
        } else {
            print(ready, log);
        }
        terminal.out().flush();
        return untilInputEnds ? stay(states, lab) : ExitCode.PASS;
    }

    private int stay(RunningLabs states, LabProcess lab) throws IOException {
        try (lab) {
            lab.awaitEnd();
            terminal.err().println("crossfire: the lab ended by itself");
            return ExitCode.BROKEN;
        } catch (InterruptedException requested) {
            return ExitCode.PASS;
        } finally {
            states.running();
        }
    }

    /** A lab without a recorded state could not be stopped by its name. */
    private static LabProcess remembered(RunningLabs states, LabProcess lab) throws IOException {
        boolean known = false;
        try {
            states.remember(lab.ready(), Path.of(""));
            known = true;
        } finally {
            if (!known) {
                lab.close();
            }
        }
        return lab;
    }

    private void print(JsonNode ready, Path log) throws IOException {
        PrintWriter out = terminal.out();
        String database = ready.path("database").path("jdbc").asText();
        out.println("  The lab is up (process " + ready.path("pid").asLong() + ").");
        out.println();
        out.println("  shop       " + ready.path("baseUrl").asText() + "/events/42");
        out.println("  AWS FIS    " + ready.path("fis").asText() + "  (region "
                + ready.path("region").asText() + ")");
        out.println("             credentials for aws: export AWS_SHARED_CREDENTIALS_FILE="
                + ready.path("fisCredentials").path("file").asText() + " AWS_CONFIG_FILE="
                + ready.path("fisCredentials").path("file").asText());
        out.println("  Kubernetes " + ready.path("kubernetes").path("url").asText() + "  (namespace "
                + ready.path("kubernetes").path("namespace").asText() + ")");
        out.println("  database   " + database + "  (user "
                + ready.path("database").path("user").asText() + ")");
        out.println("  truth log  " + ready.path("truth").asText());
        out.println("  log        " + log);
        out.println();
        out.println("  Inject faults by hand:");
        for (Map.Entry<String, Long> part :
                parts(Path.of(ready.path("truth").asText())).entrySet()) {
            out.println(String.format("    kill -9 %-8d # %s", part.getValue(), part.getKey()));
        }
        out.println("    aws --endpoint-url " + ready.path("fis").asText() + " fis list-actions");
        out.println("    kubectl --kubeconfig "
                + ready.path("kubernetes").path("kubeconfig").asText() + " get pods");
        out.println();
        out.println("  Stop it: crossfire lab down");
    }

    /** The last process started under each name; the lab restarts what dies, so a number is valid until then. */
    private static Map<String, Long> parts(Path truth) throws IOException {
        Map<String, Long> parts = new TreeMap<>();
        for (String line : Files.readAllLines(truth)) {
            JsonNode event = JSON.readTree(line);
            if (event.path("what").asText().equals("started")) {
                parts.put(event.path("who").asText(), event.path("pid").asLong());
            }
        }
        return parts;
    }
}
