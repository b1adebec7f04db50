package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.engine.Engine.EngineContext;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.Experiment;
import dev.crossfire.lab.fis.model.Options;
import dev.crossfire.lab.fis.model.Status;
import dev.crossfire.lab.fis.model.Status.StatusReason;
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
 * <p>All state is isProtected by this object; nothing that may block, and nothing of the inventory's, is called while it is
 * held.
 */
final class ExperimentExecution {
    private static final int LONGEST_REASON = 512;

    private final String id;
    private final String arn;
    private final Template template;
    private final Options options;
    private final EngineContext context;
    private final AlarmWatch alarms;
    private final Instant created;
    private final Map<String, ActionExecution> actions = new LinkedHashMap<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private Map<String, String> tags;
    private TargetResolver.ResolvedTargets resolved = TargetResolver.ResolvedTargets.NONE;
    private StatusReason state = new StatusReason(Status.INITIATING, "Experiment is initiating.");
    private StatusReason goal = new StatusReason(Status.COMPLETED, "Experiment completed.");
    private @Nullable Instant ended;

    ExperimentExecution(
            String id, String arn, Template template, String mode, Map<String, String> tags, EngineContext context) {
        this.id = id;
        this.arn = arn;
        this.template = template;
        this.options = template.experimentOptions().started(mode);
        this.tags = tags;
        this.context = context;
        this.alarms = new AlarmWatch(context.alarms(), context.clock(), template.stopConditions());
        this.created = context.clock().now();
        template.actions()
                .forEach((name, action) -> actions.put(name, new ActionExecution(this, context, name, action)));
    }

    /** Resolves the targets, once, and starts the first actions. */
    void begin() {
        try {
            alarms.requireAll();
            alarms.watch(this::active, reason -> windDown(Status.STOPPED, reason));
            proceed(context.resolver()
                    .resolve(template.targets(), context.inventory().resources()));
        } catch (TargetResolver.ResolutionException | InventoryException e) {
            windDown(Status.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            windDown(Status.FAILED, "The lab failed to list what the template needs: " + e);
        }
    }

    private synchronized void proceed(TargetResolver.ResolvedTargets found) {
        if (state.status() != Status.INITIATING) {
            return;
        }
        resolved = found;
        Optional<String> empty = found.empty(template.actions().values());
        if (empty.isPresent() && Options.FAIL.equals(options.emptyTargetResolutionMode())) {
            windDown(Status.FAILED, "Target resolution returned empty set: target " + empty.get() + ".");
            return;
        }
        Optional<String> beyond = found.beyond(template, context.targetsByTags());
        if (beyond.isPresent()) {
            windDown(Status.FAILED, beyond.get());
            return;
        }
        state = new StatusReason(Status.RUNNING, "Experiment is running.");
        skip();
        advance();
    }

    private void skip() {
        boolean all = Options.SKIP_ALL.equals(options.actionsMode());
        for (ActionExecution action : actions.values()) {
            if (all) {
                action.become(Status.SKIPPED, "Action was skipped: the experiment's actions mode is skip-all.");
            } else if (resolved.empty(action.template()).isPresent()) {
                action.become(Status.SKIPPED, "Action was skipped: its target resolved to no resources.");
            }
        }
    }

    /** Starts the actions that may start now, and ends the experiment when none is left. */
    synchronized void advance() {
        for (ActionExecution action : actions.values()) {
            if (state.status() == Status.RUNNING && action.is(Status.PENDING) && ready(action)) {
                action.become(Status.INITIATING, "Action is initiating.");
                context.effects().execute(action::perform);
            }
        }
        if (!state.status().terminal()
                && actions.values().stream().allMatch(a -> a.status().terminal())) {
            state = goal;
            ended = context.clock().now();
            over.complete(null);
        }
    }

    private boolean ready(ActionExecution action) {
        return action.template().startAfter().stream().allMatch(before -> {
            ActionExecution other = actions.get(before);
            return other != null && other.letsOthersStart();
        });
    }

    /** Returns what an action is started with. */
    synchronized ActionCall call(ActionTemplate action, ActionSpec spec) {
        Map<String, String> parameters = new LinkedHashMap<>();
        spec.parameters().forEach(p -> p.fallback().ifPresent(value -> parameters.put(p.name(), value)));
        parameters.putAll(action.parameters());
        Map<String, String> selectors = new LinkedHashMap<>();
        action.targets()
                .values()
                .forEach(target -> selectors.putAll(
                        Objects.requireNonNull(template.targets().get(target)).parameters()));
        return new ActionCall(
                context.inventory(), context.alarms(), resolved.resources(action), selectors, this::wanted, parameters);
    }

    private synchronized boolean wanted() {
        return state.status() == Status.RUNNING;
    }

    /** Stops the experiment; returns whether there was anything to stop. */
    boolean stop() {
        return windDown(Status.STOPPED, "Experiment stopped.");
    }

    /** Ends the experiment before anything of it has begun. */
    boolean cancel(String reason) {
        return windDown(Status.CANCELLED, reason);
    }

    /** Ends what runs and calls off the rest; returns whether there was anything to end. */
    synchronized boolean windDown(Status end, String reason) {
        if (state.status().terminal()) {
            return false;
        }
        // A failure stays the reason even if a stop is requested as well.
        if (goal.status() != Status.FAILED) {
            goal = new StatusReason(end, limited(reason));
        }
        state = new StatusReason(Status.STOPPING, "Stopping Experiment.");
        for (ActionExecution action : actions.values()) {
            if (action.is(Status.PENDING) || action.is(Status.INITIATING)) {
                action.become(Status.CANCELLED, "Action was cancelled.");
            } else if (action.is(Status.RUNNING)) {
                action.stop();
            }
        }
        advance();
        return true;
    }

    /** Shortens a reason to what AWS's model allows. */
    static String limited(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }

    synchronized boolean active() {
        return !state.status().terminal();
    }

    /** Completes when the experiment has ended and nothing of it is left. */
    CompletableFuture<Void> over() {
        return over;
    }

    Instant created() {
        return created;
    }

    String templateId() {
        return template.id();
    }

    synchronized void tag(Map<String, String> others) {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    synchronized TargetResolver.ResolvedTargets resolvedTargets() {
        return resolved;
    }

    synchronized Experiment view() {
        Map<String, Experiment.ExperimentAction> views = new LinkedHashMap<>();
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
