package dev.crossfire.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.crossfire.doctor.EnvironmentChecks;
import dev.crossfire.doctor.OrphanProcesses;
import dev.crossfire.doctor.SystemTools;
import dev.crossfire.doctor.SystemTools.DoctorCheck;
import dev.crossfire.environment.NamedEnvironment;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.input.ScenarioRequest;
import dev.crossfire.process.Installation;
import dev.crossfire.process.ScratchFolder;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the machine, and an environment: whether a run can be trusted, and whether an earlier one left something behind. */
@Command(
        name = "doctor",
        description = {
            "Check Java, memory, cores, file descriptors, ports, disk, tools and leftovers.",
            "With --env, also whether the environment, its probes and its external checks can be reached; with SCENARIO,"
                    + " also the rights that its faults need. Changes nothing there."
        },
        footer = {
            "",
            "Exit code 0 when a run can start, 4 when not.",
            "",
            "Examples:",
            "  crossfire doctor",
            "  crossfire doctor --env staging.yaml",
            "  crossfire doctor my-sale.yaml --env staging.yaml"
        })
final class DoctorCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "With --env: the scenario whose faults are checked there.")
    private @Nullable String scenario;

    @Option(names = "--env", paramLabel = "ENV", description = "An environment's file, or lab:PID.")
    private @Nullable String environment;

    private static final int ENOUGH_FILES = 4096;
    private static final long ENOUGH_MEGABYTES = 2048;
    private static final long ENOUGH_DISK_MEGABYTES = 1024;
    private static final int MANY_PORTS = 64;

    private final Terminal terminal;
    private final Kinds kinds;

    DoctorCommand(Terminal terminal, Kinds kinds) {
        this.terminal = terminal;
        this.kinds = kinds;
    }

    @Override
    public Integer call() throws BadInputException, IOException, InterruptedException {
        if (scenario != null && environment == null) {
            throw new BadInputException(List.of("missing --env; expected the environment in which " + scenario
                    + " is checked; 'crossfire check " + scenario + "' needs none"));
        }
        List<DoctorCheck> checkUps = new ArrayList<>(List.of(
                java(), cores(), memory(), files(), ports(), disk(), SystemTools.ofSystem(), programs(), leftovers()));
        checkUps.forEach(checkUp -> terminal.out().println(checkUp.line()));
        if (environment != null) {
            terminal.out().println("\n  " + environment);
            terminal.out().flush();
            List<DoctorCheck> there = of(environment);
            there.forEach(checkUp -> terminal.out().println(checkUp.line()));
            checkUps.addAll(there);
        }
        boolean bad = checkUps.stream().anyMatch(checkUp -> checkUp.grade() == DoctorCheck.Grade.BAD);
        terminal.out().println(bad ? "\n  A run here would not be reliable." : "\n  A run can start here.");
        return bad ? ExitCode.BROKEN : ExitCode.PASS;
    }

    private List<DoctorCheck> of(String named) throws BadInputException, IOException, InterruptedException {
        NamedEnvironment there = NamedEnvironment.read(named, kinds)
                .orElseThrow(() -> new BadInputException(
                        List.of("--env: lab is invalid, because each run starts a new one; expected an"
                                + " environment file or lab:PID")));
        if (!there.problems().isEmpty()) {
            throw BadInputException.of(there.problems());
        }
        try (ScratchFolder scratch = ScratchFolder.temporary();
                OpenEnvironment open = OpenEnvironment.remote(there.spec().orElseThrow(), there.source(), kinds)) {
            List<DoctorCheck> checks = new ArrayList<>();
            checks.add(DoctorCheck.ok("providers", reached(open)));
            checks.addAll(new EnvironmentChecks(open, scratch.path(), new SystemTime()).all());
            checks.add(permissions(named, open));
            return checks;
        } catch (RunErrorException unreachable) {
            return List.of(new DoctorCheck(
                    DoctorCheck.Grade.BAD,
                    "providers",
                    String.valueOf(unreachable.getMessage()),
                    "The message says what to correct; docs/troubleshooting.md has more."));
        }
    }

    private static String reached(OpenEnvironment open) {
        return open.spec().providers().isEmpty()
                ? "none: load only"
                : String.join(", ", open.spec().providers().keySet()) + " reached";
    }

    /** A plan asks the environment for every right that its faults need, where the environment can tell. */
    private DoctorCheck permissions(String named, OpenEnvironment open) {
        if (scenario == null) {
            return new DoctorCheck(
                    DoctorCheck.Grade.DOUBTFUL,
                    "permissions",
                    "those of faults are not checked",
                    "crossfire doctor SCENARIO --env " + named);
        }
        ScenarioRequest request = new ScenarioRequest(scenario, named, List.of(), 1, false, "", false);
        try {
            ScenarioInput input = ScenarioInput.read(request, kinds);
            input.plan(kinds, open, "doctor-" + input.scenario().name());
            return DoctorCheck.ok("permissions", "those that can be asked for suffice for " + scenario);
        } catch (BadInputException | RunErrorException refused) {
            return new DoctorCheck(
                    DoctorCheck.Grade.BAD,
                    "permissions",
                    String.valueOf(refused.getMessage()),
                    "crossfire permissions " + scenario + " --env " + named + " writes what it needs.");
        }
    }

    private static DoctorCheck java() {
        // An older Java never gets here: the launcher script turns it away.
        return DoctorCheck.ok("java", Runtime.version() + ", " + System.getProperty("java.vendor"));
    }

    private static DoctorCheck cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores >= 2
                ? DoctorCheck.ok("cores", String.valueOf(cores))
                : new DoctorCheck(
                        DoctorCheck.Grade.DOUBTFUL,
                        "cores",
                        "1",
                        "Load and system share it; expect late starts. Expected: 2.");
    }

    private static DoctorCheck memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = system.getFreeMemorySize() / (1024 * 1024);
        long all = system.getTotalMemorySize() / (1024 * 1024);
        String found = free + " MB free of " + all + " MB";
        return all >= ENOUGH_MEGABYTES
                ? DoctorCheck.ok("memory", found)
                : new DoctorCheck(
                        DoctorCheck.Grade.BAD,
                        "memory",
                        found,
                        "Expected: " + ENOUGH_MEGABYTES + " MB; the lab alone took 617 MB where it was measured.");
    }

    private static DoctorCheck files() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long most = unix.getMaxFileDescriptorCount();
            return most >= ENOUGH_FILES
                    ? DoctorCheck.ok("open files", "up to " + most)
                    : new DoctorCheck(
                            DoctorCheck.Grade.DOUBTFUL,
                            "open files",
                            "up to " + most,
                            "A spike may need more: ulimit -n " + ENOUGH_FILES);
        }
        return new DoctorCheck(
                DoctorCheck.Grade.DOUBTFUL, "open files", "not known on this system", "Expected: Linux or macOS.");
    }

    private static DoctorCheck ports() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < MANY_PORTS; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return DoctorCheck.ok("ports", MANY_PORTS + " free ones on loopback");
        } catch (IOException refused) {
            return new DoctorCheck(
                    DoctorCheck.Grade.BAD,
                    "ports",
                    "only " + sockets.size() + " on loopback: " + refused.getMessage(),
                    "Stop what holds them, or widen the ephemeral port range.");
        } finally {
            sockets.forEach(DoctorCommand::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException stillBound) {
            throw new IllegalStateException("a port just taken could not be given back", stillBound);
        }
    }

    private static DoctorCheck disk() {
        Path here = Path.of("").toAbsolutePath();
        try {
            FileStore store = Files.getFileStore(here);
            long free = store.getUsableSpace() / (1024 * 1024);
            if (!Files.isWritable(here)) {
                return new DoctorCheck(
                        DoctorCheck.Grade.BAD,
                        "disk",
                        here + " cannot be written",
                        "Use --out DIR, or another folder.");
            }
            return free >= ENOUGH_DISK_MEGABYTES
                    ? DoctorCheck.ok("disk", free + " MB free here")
                    : new DoctorCheck(DoctorCheck.Grade.BAD, "disk", free + " MB free here", "A run needs 1024 MB.");
        } catch (IOException unreadable) {
            return new DoctorCheck(
                    DoctorCheck.Grade.BAD, "disk", String.valueOf(unreadable.getMessage()), "Use another folder.");
        }
    }

    private static DoctorCheck programs() {
        Installation installation = Installation.current();
        for (String module : List.of("lab", "simulations")) {
            if (!installation.has(module)) {
                return new DoctorCheck(
                        DoctorCheck.Grade.BAD, "programs", module + " is missing", installation.remedy());
            }
        }
        return DoctorCheck.ok("programs", "Crossfire " + installation.version() + " is complete");
    }

    private static DoctorCheck leftovers() {
        List<String> orphans = OrphanProcesses.find().stream()
                .map(process -> String.valueOf(process.pid()))
                .toList();
        return orphans.isEmpty()
                ? DoctorCheck.ok("leftovers", "none")
                : new DoctorCheck(
                        DoctorCheck.Grade.DOUBTFUL,
                        "leftovers",
                        "processes " + String.join(", ", orphans) + " have no parent any longer",
                        "kill " + String.join(" ", orphans));
    }
}
