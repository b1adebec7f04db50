package dev.crossfire.cli;

import dev.crossfire.fake.IdleGuardian;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.FakeEnvironment.FakeProvider;
import dev.crossfire.testkit.FakeFault;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program with a made-up fault and a made-up environment; also the main class of a process. */
final class MadeUpRun {
    private static final String SCENARIO = """
            crossfire: v1
            name: made-up
            title: Nothing is broken
            load:
              simulation: TicketOpen
              warm-up: 1s
              duration: 8s
              cohorts: { buyers: { rate: 100/s } }
            healthy: { buyers: { within: 1s, success: 99%, stable-for: 1s } }
            steady-state: { for: 2s }
            faults:
              - { id: f, kind: fake-fault, target: thing, at: 4s }
            objectives:
              - id: most-buyers-served
                error-ratio: { cohort: buyers, at-most: 50% }
            """;
    private static final String ENVIRONMENT = """
            crossfire: v1
            environment: made-up-place
            fake: {}
            base-url: http://127.0.0.1:1
            """;

    private MadeUpRun() {}

    /** Runs the program; the word {@code stuck} before its own makes healing fail. */
    public static void main(String[] given) {
        FakeFault fault = new FakeFault(new SystemTime()::now);
        List<String> words = new ArrayList<>(List.of(given));
        if (words.remove("stuck")) {
            fault.onHeal = id -> {
                throw new FaultException("nobody answers");
            };
        }
        Logs.offTheTerminal();
        int code;
        try (StopSignal signal = new StopSignal()) {
            signal.listen();
            code = Crossfire.run(
                    new Terminal(), signal, kinds(fault), IdleGuardian.class.getName(), words.toArray(String[]::new));
            signal.exitWith(code);
        }
        System.exit(code);
    }

    /** The shipped kinds, the fault and its environment. */
    static Kinds kinds(FakeFault fault) {
        Kinds shipped = Kinds.load();
        List<FaultKind<?>> faults = new ArrayList<>(shipped.faults());
        faults.add(fault);
        List<EnvironmentProvider<?, ?>> environments = new ArrayList<>(shipped.providers());
        environments.add(new FakeProvider());
        return new Kinds(faults, shipped.objectives(), environments);
    }

    /** What starts a run into a folder; its files are made in another. */
    static String[] arguments(Path files, Path out) throws IOException {
        return arguments(SCENARIO, files, out);
    }

    /** As {@link #arguments}, for a run that is over in a second or two. */
    static String[] shortArguments(Path files, Path out) throws IOException {
        return arguments(SCENARIO.replace("duration: 8s", "duration: 5s").replace("at: 4s", "at: 3900ms"), files, out);
    }

    private static String[] arguments(String text, Path files, Path out) throws IOException {
        Path scenario = Files.writeString(files.resolve("made-up.yaml"), text);
        Path environment = Files.writeString(files.resolve("place.yaml"), ENVIRONMENT);
        return new String[] {"run", scenario.toString(), "--env", environment.toString(), "--out", out.toString()};
    }
}
