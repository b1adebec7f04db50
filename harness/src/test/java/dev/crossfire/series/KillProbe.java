package dev.crossfire.series;

import dev.crossfire.series.HostileClients.Manner;
import dev.crossfire.series.probes.ProbeAttempt;
import dev.crossfire.series.probes.ProbeKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.starvation.MachineWatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Small runs on one lab that are treated badly, as in the kill matrix, while their leftovers are sought. */
final class KillProbe implements ProbeKind {
    private static final List<Manner> MANNERS = List.of(Manner.values());

    private final String word;
    private final List<KillWay> ways;
    private final boolean attacked;
    private final Path home;
    private final ProbeLab lab;
    private final Kinds kinds;

    private KillProbe(String word, List<KillWay> ways, boolean attacked, Path home, ProbeLab lab, Kinds kinds) {
        this.word = word;
        this.ways = ways;
        this.attacked = attacked;
        this.home = home;
        this.lab = lab;
        this.kinds = kinds;
    }

    /** Processes are killed: conductor, guardian, load generator, and those of the lab. */
    static KillProbe ofProcesses(Path home, ProbeLab lab, Kinds kinds) {
        List<KillWay> ways = List.of(
                KillWay.KILLED,
                KillWay.GENERATOR_KILLED,
                KillWay.PART_KILLED,
                KillWay.GUARDIAN_KILLED,
                KillWay.DATABASES_KILLED,
                KillWay.PAUSED,
                KillWay.JOURNAL_DELETED);
        return new KillProbe("kills", ways, false, home, lab, kinds);
    }

    /** The run lacks space, file descriptors or a steady clock. */
    static KillProbe ofResources(Path home, ProbeLab lab, Kinds kinds) {
        List<KillWay> ways = List.of(KillWay.DISK_FULL, KillWay.DESCRIPTORS_EXHAUSTED, KillWay.CLOCK_SET);
        return new KillProbe("resources", ways, false, home, lab, kinds);
    }

    /** Every port on which the lab and the run listen is attacked, alarms' too, while the run is stopped or killed. */
    static KillProbe ofSockets(Path home, ProbeLab lab, Kinds kinds) {
        return new KillProbe("sockets", List.of(KillWay.ABORTED_UNDER_ATTACK, KillWay.KILLED), true, home, lab, kinds);
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public int inARow() {
        return 1;
    }

    @Override
    public List<String> attempt(ProbeAttempt attempt) throws Exception {
        LabWatch watch = lab.watch();
        Path folder = attempt.emptyFolder();
        KillPlan drawn = KillPlan.of(attempt.number(), attempt.seed(), KillScenario.names(), ways);
        // While a run gets ready there is nothing to heal yet; the kill matrix has that.
        KillPlan plan = new KillPlan(
                drawn.number(),
                drawn.fixture(),
                drawn.way(),
                false,
                drawn.fromStart() ? KillScenario.DUE.plusSeconds(1) : drawn.after());
        String how = plan.fixture() + ", " + plan.way().word() + " at " + plan.moment();
        Manner manner = MANNERS.get(Math.floorMod(attempt.number(), MANNERS.size()));
        KillTrial trial = new KillTrial(plan, home, folder, lab.name(), watch, kinds, victim -> {
            if (!attacked) {
                return () -> {};
            }
            List<Integer> ports = new ArrayList<>(ListeningPorts.of(watch.process()));
            if (victim.isAlive()) {
                ports.addAll(ListeningPorts.of(victim.conductor()));
            }
            return new HostileClients(manner, ports, attempt.random());
        });
        MachineWatch machine = MachineWatch.begin();
        @Nullable KillRow row = null;
        try {
            row = trial.run(KillScenario.write(plan.fixture(), folder));
        } finally {
            if (row == null || row.whole() == null) {
                // What it has left is its own finding, and none of the next probe's.
                lab.close();
            }
        }
        if (row.good()) {
            return List.of();
        }
        String what = (attacked ? manner.word() + " clients; " : "") + how + ": " + row.line();
        if (row.onlyLate() && machine.starved().isPresent()) {
            throw new TestAbortedException("only late, and " + machine.starved().get() + ": " + what);
        }
        return List.of(what);
    }
}
