package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ExperimentClock.Cancellable;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.Experiment;
import dev.crossfire.lab.fis.model.State;
import dev.crossfire.lab.fis.model.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far one action of an experiment has come; guarded by its {@link ExperimentRun}. */
final class ActionProgress {
    private final String name;
    private final ActionTemplate template;
    private State state = new State(Status.PENDING, "Initial state");
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable ActionRun held;
    private @Nullable Cancellable expiry;

    ActionProgress(String name, ActionTemplate template) {
        this.name = name;
        this.template = template;
    }

    String name() {
        return name;
    }

    ActionTemplate template() {
        return template;
    }

    Status status() {
        return state.status();
    }

    boolean is(Status status) {
        return state.status() == status;
    }

    /** Returns whether actions that wait for this one may start. */
    boolean lets() {
        return is(Status.COMPLETED) || is(Status.SKIPPED);
    }

    void become(Status status, String reason) {
        state = new State(status, reason);
    }

    void run(Instant now) {
        started = now;
        become(Status.RUNNING, "Action is running.");
    }

    void end(Status status, String reason, Instant now) {
        ended = now;
        become(status, reason);
    }

    void hold(ActionRun run) {
        held = run;
    }

    void expireWith(Cancellable timer) {
        expiry = timer;
    }

    void cancelExpiry() {
        if (expiry != null) {
            expiry.cancel();
        }
    }

    /** Hands out what is to be undone, once. */
    @Nullable
    ActionRun release() {
        ActionRun run = held;
        held = null;
        return run;
    }

    Experiment.Action view() {
        return new Experiment.Action(
                template.actionId(),
                template.description(),
                template.parameters(),
                template.targets(),
                template.startAfter(),
                state,
                started,
                ended);
    }
}
