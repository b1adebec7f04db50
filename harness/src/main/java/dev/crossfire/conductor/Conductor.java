package dev.crossfire.conductor;

import dev.crossfire.conductor.LoadSupervisor.AbortConditionMetException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.guardian.Heartbeat;
import dev.crossfire.model.Plan;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.time.TimeSource;
import java.io.IOException;
import java.time.Duration;

/** Carries out one plan: load and faults on one clock, journal first, healing always. */
public final class Conductor {
    /** Getting ready and ending, around the faults. */
    private static final Duration AROUND = Duration.ofMinutes(2);

    private final RunContext context;
    private final Plan plan;
    private final Journal journal;
    private final TimeSource time;
    private final ProgressListener progress;
    private final Heartbeat heartbeat;
    private final SteadyStateGate gate;
    private final RunningFaults faults;
    private boolean stopping;
    private boolean cutShort;

    /** A conductor of one run. */
    public Conductor(RunContext context) {
        this.context = context;
        this.plan = context.plan();
        this.journal = context.journal();
        this.time = context.time();
        this.progress = context.progress();
        this.heartbeat = context.heartbeat();
        this.gate = new SteadyStateGate(plan.scenario().healthy());
        this.faults = new RunningFaults(context, gate);
    }

    /**
     * Conducts the run; whatever happens, everything that was prepared is healed and the journal records how it ended.
     *
     * @param load ready to begin
     * @return whether the load ran to its end and the run was not stopped
     * @throws IOException when the journal cannot be written
     */
    public boolean conduct(LoadSession load) throws IOException {
        boolean whole = false;
        try {
            faults.arm();
            heartbeat.beat(AROUND.plus(plan.scenario().load().startTimeout()));
            new LoadSupervisor(context, gate, load).supervise(zero -> faults.start(zero, load));
            faults.await();
            whole = true;
        } catch (InterruptedException stopped) {
            stopping = true;
            cutShort = true;
            journal.append(new JournalEvent.Aborted(time.now(), "stopped by the user"));
            progress.event("stopping: healing first");
        } catch (AbortConditionMetException met) {
            journal.append(new JournalEvent.AbortConditionMet(time.now(), met.why()));
            journal.append(new JournalEvent.Aborted(time.now(), met.why()));
            cutShort = true;
            progress.event("stopping: healing first; " + met.why());
        } catch (RunErrorException broken) {
            journal.append(new JournalEvent.Broken(time.now(), String.valueOf(broken.getMessage())));
            progress.event(String.valueOf(broken.getMessage()));
        } finally {
            heartbeat.beat(LoadSupervisor.A_TURN);
            heal(load);
            heartbeat.beat(AROUND);
        }
        return whole;
    }

    /**
     * No fault may be injected once healing has begun, and no other thread may probe a target while clearing is
     * verified; but a probe that is under way may take most of a second, for which healing does not wait.
     */
    private void heal(LoadSession load) throws IOException {
        faults.stopInjecting();
        boolean stopped = Thread.interrupted() || stopping;
        Healer healer = new Healer(context, stopped);
        healer.requestHealing(faults.armed());
        if (cutShort) {
            load.stop();
        }
        faults.join();
        healer.verifyCleared();
    }
}
