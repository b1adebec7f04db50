package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.ExperimentClock.Cancellable;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.engine.Engine.EngineContext;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.Experiment;
import dev.crossfire.lab.fis.model.Status;
import dev.crossfire.lab.fis.model.Status.StatusReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One action of an experiment: starts its effect, holds it, and takes it back.
 *
 * <p>All state is isProtected by the experiment; nothing that may block is called while that is held.
 */
final class ActionExecution {
    private final ExperimentExecution experiment;
    private final EngineContext context;
    private final String name;
    private final ActionTemplate template;
    private StatusReason state = new StatusReason(Status.PENDING, "Initial state");
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable ActiveEffect held;
    private @Nullable Cancellable expiry;

    ActionExecution(ExperimentExecution experiment, EngineContext context, String name, ActionTemplate template) {
        this.experiment = experiment;
        this.context = context;
        this.name = name;
        this.template = template;
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
    boolean letsOthersStart() {
        return is(Status.COMPLETED) || is(Status.SKIPPED);
    }

    void become(Status status, String reason) {
        state = new StatusReason(status, reason);
    }

    /** Starts the effect, unless the experiment wants it no more; may block. */
    void perform() {
        FisAction action = context.catalogue()
                .action(template.actionId())
                .orElseThrow(() -> new IllegalStateException("the action was not validated"));
        ActionCall call;
        synchronized (experiment) {
            if (!is(Status.INITIATING)) {
                return;
            }
            started = context.clock().now();
            become(Status.RUNNING, "Action is running.");
            call = experiment.call(template, action.spec());
        }
        try {
            hold(action.start(call));
        } catch (InventoryException | RuntimeException | LinkageError e) {
            fail(e);
        }
    }

    /** Lets the effect end, which it does on a thread that may block. */
    void stop() {
        become(Status.STOPPING, "Action is stopping.");
        cancelExpiry();
        context.effects().execute(this::undo);
    }

    private void hold(ActiveEffect effect) {
        synchronized (experiment) {
            held = effect;
            if (is(Status.RUNNING) && !effect.hold().isZero()) {
                var unused = effect.over()
                        .whenComplete((nothing, broken) -> context.effects().execute(() -> overByItself(broken)));
                // The timer's thread must not block, and taking an effect back may.
                expiry = context.clock()
                        .after(effect.hold(), () -> context.effects().execute(this::undo));
                return;
            }
        }
        undo();
    }

    /** An effect that failed is undone as well: it may have got half way. */
    private void overByItself(@Nullable Throwable broken) {
        if (broken == null) {
            undo();
            return;
        }
        ActiveEffect effect = release();
        if (effect == null) {
            return;
        }
        synchronized (experiment) {
            cancelExpiry();
        }
        try {
            effect.undo().run();
        } catch (InventoryException | RuntimeException | LinkageError e) {
            broken.addSuppressed(e);
        }
        fail(broken);
    }

    private void undo() {
        ActiveEffect effect = release();
        if (effect == null) {
            return;
        }
        try {
            effect.undo().run();
        } catch (InventoryException | RuntimeException | LinkageError e) {
            fail(e);
            return;
        }
        synchronized (experiment) {
            if (is(Status.STOPPING)) {
                end(Status.STOPPED, "Action was stopped.");
            } else {
                end(Status.COMPLETED, "Action was completed.");
            }
            experiment.advance();
        }
    }

    private void fail(Throwable e) {
        String reason = e instanceof InventoryException ? String.valueOf(e.getMessage()) : "The lab failed: " + e;
        synchronized (experiment) {
            end(Status.FAILED, ExperimentExecution.limited(reason));
            experiment.windDown(Status.FAILED, "Action " + name + " failed: " + reason);
        }
    }

    private void end(Status status, String reason) {
        ended = context.clock().now();
        become(status, reason);
    }

    private void cancelExpiry() {
        if (expiry != null) {
            expiry.cancel();
        }
    }

    /** Hands out what is to be undone, once. */
    private @Nullable ActiveEffect release() {
        synchronized (experiment) {
            ActiveEffect effect = held;
            held = null;
            return effect;
        }
    }

    Experiment.ExperimentAction view() {
        return new Experiment.ExperimentAction(
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
