package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.model.Experiment;
import dev.crossfire.lab.fis.model.Options;
import dev.crossfire.lab.fis.model.State;
import dev.crossfire.lab.fis.model.Status;
import dev.crossfire.lab.fis.model.Template;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One experiment, from its start to its end.
 *
 * <p>All state is guarded by this object; nothing that may block, and nothing of the estate's, is called while it is
 * held.
 */
final class ExperimentRun {
    private static final int LONGEST_REASON = 512;

    private final String id;
    private final String arn;
    private final Template template;
    private final Options options;
    private final EngineContext engineContext;
    private final AlarmWatch alarms;
    private final Instant created;
    private final Map<String, ActionProgress> actions = new LinkedHashMap<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private Map<String, String> tags;
    private Resolution resolution = Resolution.NONE;
    private State state = new State(Status.INITIATING, "Experiment is initiating.");
    private State goal = new State(Status.COMPLETED, "Experiment completed.");
    private @Nullable Instant ended;

    ExperimentRun(
            String id,
            String arn,
            Template template,
            String mode,
            Map<String, String> tags,
            EngineContext engineContext) {
        this.id = id;
        this.arn = arn;
        this.template = template;
        this.options = template.experimentOptions().started(mode);
        this.tags = tags;
        this.engineContext = engineContext;
        this.alarms = new AlarmWatch(engineContext.alarms(), engineContext.timeline(), template.stopConditions());
        this.created = engineContext.timeline().now();
        template.actions().forEach((name, action) -> actions.put(name, new ActionProgress(name, action)));
    }

    /** Resolves the targets, once, and starts the first actions. */
    void begin() {
        try {
            alarms.requireAll();
            alarms.watch(this::active, reason -> windDown(Status.STOPPED, reason));
            proceed(engineContext
                    .resolver()
                    .resolve(template.targets(), engineContext.inventory().resources()));
        } catch (ResolutionException e) {
            windDown(Status.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            windDown(Status.FAILED, "The lab failed to list what the template needs: " + e);
        }
    }

    private synchronized void proceed(Resolution found) {
        if (state.status() != Status.INITIATING) {
            return;
        }
        resolution = found;
        Optional<String> empty = found.empty(template.actions().values());
        if (empty.isPresent() && Options.FAIL.equals(options.emptyTargetResolutionMode())) {
            windDown(Status.FAILED, "Target resolution returned empty set: target " + empty.get() + ".");
            return;
        }
        state = new State(Status.RUNNING, "Experiment is running.");
        skip();
        advance();
    }

    private void skip() {
        boolean all = Options.SKIP_ALL.equals(options.actionsMode());
        for (ActionProgress action : actions.values()) {
            if (all) {
                action.become(Status.SKIPPED, "Action was skipped: the experiment's actions mode is skip-all.");
            } else if (resolution.empty(action.template()).isPresent()) {
                action.become(Status.SKIPPED, "Action was skipped: its target resolved to no resources.");
            }
        }
    }

    private synchronized void advance() {
        for (ActionProgress action : actions.values()) {
            if (state.status() == Status.RUNNING && action.is(Status.PENDING) && ready(action)) {
                action.become(Status.INITIATING, "Action is initiating.");
                engineContext.effects().execute(() -> perform(action));
            }
        }
        if (!state.status().terminal()
                && actions.values().stream().allMatch(a -> a.status().terminal())) {
            state = goal;
            ended = engineContext.timeline().now();
            over.complete(null);
        }
    }

    private boolean ready(ActionProgress action) {
        return action.template().startAfter().stream().allMatch(before -> {
            ActionProgress other = actions.get(before);
            return other != null && other.lets();
        });
    }

    private void perform(ActionProgress progress) {
        FisAction action = engineContext
                .catalogue()
                .action(progress.template().actionId())
                .orElseThrow(() -> new IllegalStateException("the action was not validated"));
        ActionCall call;
        synchronized (this) {
            if (!progress.is(Status.INITIATING)) {
                return;
            }
            progress.run(engineContext.timeline().now());
            call = call(progress, action.spec());
        }
        try {
            held(progress, action.start(call));
        } catch (InventoryException | RuntimeException | LinkageError e) {
            failed(progress, e);
        }
    }

    private ActionCall call(ActionProgress progress, ActionSpec spec) {
        Map<String, String> parameters = new LinkedHashMap<>();
        spec.parameters().forEach(p -> p.fallback().ifPresent(value -> parameters.put(p.name(), value)));
        parameters.putAll(progress.template().parameters());
        Map<String, String> selectors = new LinkedHashMap<>();
        progress.template()
                .targets()
                .values()
                .forEach(target -> selectors.putAll(
                        Objects.requireNonNull(template.targets().get(target)).parameters()));
        return new ActionCall(
                engineContext.inventory(),
                engineContext.alarms(),
                resolution.resources(progress.template()),
                selectors,
                this::wanted,
                parameters);
    }

    private synchronized boolean wanted() {
        return state.status() == Status.RUNNING;
    }

    private void held(ActionProgress progress, ActionRun run) {
        synchronized (this) {
            progress.hold(run);
            if (progress.is(Status.RUNNING) && !run.hold().isZero()) {
                var unused = run.over()
                        .whenComplete((nothing, broken) ->
                                engineContext.effects().execute(() -> overByItself(progress, broken)));
                // The timer's thread must not block, and taking an effect back may.
                progress.expireWith(engineContext
                        .timeline()
                        .after(run.hold(), () -> engineContext.effects().execute(() -> release(progress))));
                return;
            }
        }
        release(progress);
    }

    /** An effect that failed is undone as well: it may have got half way. */
    private void overByItself(ActionProgress progress, @Nullable Throwable broken) {
        if (broken == null) {
            release(progress);
            return;
        }
        @Nullable ActionRun run;
        synchronized (this) {
            run = progress.release();
        }
        if (run == null) {
            return;
        }
        progress.cancelExpiry();
        try {
            run.undo().run();
        } catch (InventoryException | RuntimeException | LinkageError e) {
            broken.addSuppressed(e);
        }
        failed(progress, broken);
    }

    private void release(ActionProgress progress) {
        @Nullable ActionRun run;
        synchronized (this) {
            run = progress.release();
        }
        if (run == null) {
            return;
        }
        try {
            run.undo().run();
        } catch (InventoryException | RuntimeException | LinkageError e) {
            failed(progress, e);
            return;
        }
        synchronized (this) {
            Instant now = engineContext.timeline().now();
            if (progress.is(Status.STOPPING)) {
                progress.end(Status.STOPPED, "Action was stopped.", now);
            } else {
                progress.end(Status.COMPLETED, "Action was completed.", now);
            }
            advance();
        }
    }

    private synchronized void failed(ActionProgress progress, Throwable e) {
        String reason = e instanceof InventoryException ? String.valueOf(e.getMessage()) : "The lab failed: " + e;
        progress.end(Status.FAILED, limited(reason), engineContext.timeline().now());
        windDown(Status.FAILED, "Action " + progress.name() + " failed: " + reason);
    }

    /** Stops the experiment; returns whether there was anything to stop. */
    boolean stop() {
        return windDown(Status.STOPPED, "Experiment stopped.");
    }

    /** Ends the experiment before anything of it has begun. */
    boolean cancel(String reason) {
        return windDown(Status.CANCELLED, reason);
    }

    private synchronized boolean windDown(Status end, String reason) {
        if (state.status().terminal()) {
            return false;
        }
        // A failure stays the reason even if a stop is requested as well.
        if (goal.status() != Status.FAILED) {
            goal = new State(end, limited(reason));
        }
        state = new State(Status.STOPPING, "Stopping Experiment.");
        for (ActionProgress action : actions.values()) {
            if (action.is(Status.PENDING) || action.is(Status.INITIATING)) {
                action.become(Status.CANCELLED, "Action was cancelled.");
            } else if (action.is(Status.RUNNING)) {
                action.become(Status.STOPPING, "Action is stopping.");
                action.cancelExpiry();
                engineContext.effects().execute(() -> release(action));
            }
        }
        advance();
        return true;
    }

    private static String limited(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }

    synchronized boolean active() {
        return !state.status().terminal();
    }

    /** Completes when the experiment has ended and nothing of it is left. */
    CompletableFuture<Void> over() {
        return over;
    }

    String templateId() {
        return template.id();
    }

    synchronized void tag(Map<String, String> others) {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    synchronized Resolution resolution() {
        return resolution;
    }

    synchronized Experiment view() {
        Map<String, Experiment.Action> views = new LinkedHashMap<>();
        actions.forEach((name, action) -> views.put(name, action.view()));
        return new Experiment(
                id,
                arn,
                template.id(),
                template.roleArn(),
                state,
                template.targets(),
                views,
                template.stopConditions(),
                created,
                created,
                ended,
                tags,
                options,
                0);
    }
}
