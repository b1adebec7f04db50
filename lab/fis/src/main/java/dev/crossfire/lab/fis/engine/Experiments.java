package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.engine.Engine.EngineContext;
import dev.crossfire.lab.fis.engine.PageRequest.ResultPage;
import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.Experiment;
import dev.crossfire.lab.fis.model.Experiment.StartRequest;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.Options;
import dev.crossfire.lab.fis.model.SafetyLever;
import dev.crossfire.lab.fis.model.SafetyLever.LeverState;
import dev.crossfire.lab.fis.model.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The account's experiments, running and over, and the lever that stops them all. */
public final class Experiments {
    private static final String ENGAGED = "engaged";
    private static final String DISENGAGED = "disengaged";

    private final FisAccount account;
    private final FisQuotas limits;
    private final Templates templates;
    private final EngineContext context;
    private final Ids ids = new Ids();
    private final ClientTokens tokens = new ClientTokens();
    private final PagedStore<ExperimentExecution> store = new PagedStore<>();
    private Duration listLag = Duration.ZERO;
    private LeverState lever = new LeverState(DISENGAGED, "Initial state");

    Experiments(FisAccount account, FisQuotas limits, Templates templates, EngineContext context) {
        this.account = account;
        this.limits = limits;
        this.templates = templates;
        this.context = context;
    }

    /** Starts an experiment, or returns the one that this very request has started before. */
    public synchronized Experiment start(StartRequest request) {
        Constraints.word("clientToken", request.clientToken(), 1, 1024);
        Constraints.oneOf(
                "experimentOptions.actionsMode", request.actionsMode(), Set.of(Options.RUN_ALL, Options.SKIP_ALL));
        Constraints.tags("tags", request.tags());
        Optional<ExperimentExecution> earlier =
                tokens.earlier(request.clientToken(), request).flatMap(store::get);
        if (earlier.isPresent()) {
            return earlier.get().view();
        }
        Template template = templates.get(request.experimentTemplateId());
        makeRoom();
        String id = ids.experiment();
        ExperimentExecution execution = new ExperimentExecution(
                id, account.arn("fis", "experiment/" + id), template, request.actionsMode(), request.tags(), context);
        store.put(id, execution);
        tokens.remember(request.clientToken(), request, id);
        if (lever.status().equals(ENGAGED)) {
            execution.cancel("Experiment cancelled: the safety lever is engaged.");
            return execution.view();
        }
        Experiment view = execution.view();
        context.effects().execute(execution::begin);
        return view;
    }

    private void makeRoom() {
        long running = store.all().stream().filter(ExperimentExecution::active).count();
        if (running >= limits.runningExperiments()) {
            throw FisException.quota(running + " experiments are running, which is the quota; stop one or wait.");
        }
        if (store.size() >= limits.experiments()) {
            store.all().stream()
                    .filter(execution -> !execution.active())
                    .findFirst()
                    .ifPresent(oldest -> store.remove(oldest.view().id()));
        }
    }

    private synchronized ExperimentExecution execution(String id) {
        return store.get(id).orElseThrow(() -> FisException.notFound("Experiment with ID " + id + " not found."));
    }

    /** Returns an experiment as it is now. */
    public Experiment get(String id) {
        return execution(id).view();
    }

    /**
     * Stops an experiment and returns it, in most cases while it is still stopping.
     *
     * @throws FisException if it has ended already
     */
    public Experiment stop(String id) {
        ExperimentExecution execution = execution(id);
        if (!execution.stop()) {
            throw FisException.invalid("Experiment " + id + " cannot be stopped; it is "
                    + execution.view().state().status().wire() + " already.");
        }
        return execution.view();
    }

    /** Lists experiments, the oldest first, of one template if its id is given. */
    public synchronized ResultPage<Experiment.ExperimentSummary> list(
            PageRequest request, @Nullable String templateId) {
        Instant youngest = context.clock().now().minus(listLag);
        return store.page(
                        request,
                        execution -> !execution.created().isAfter(youngest)
                                && (templateId == null || execution.templateId().equals(templateId)))
                .map(execution -> execution.view().summary());
    }

    synchronized void delayLists(Duration by) {
        listLag = by;
    }

    /** Lists what the targets of an experiment were resolved to, of one target if its name is given. */
    public ResultPage<Experiment.ResolvedTarget> resolvedTargets(
            String id, PageRequest request, @Nullable String target) {
        return request.of(execution(id).resolvedTargets().listed().stream()
                .filter(r -> target == null || r.targetName().equals(target))
                .toList());
    }

    /** Gives an experiment other tags. */
    public void tag(String id, Map<String, String> tags) {
        execution(id).tag(tags);
    }

    /** Returns the safety lever; it is engaging while experiments that it stops are not over. */
    public synchronized SafetyLever lever(String id) {
        if (!id.equals(SafetyLever.DEFAULT_ID)) {
            throw FisException.notFound("Safety lever with ID " + id + " not found; the only one is default.");
        }
        boolean engaging =
                lever.status().equals(ENGAGED) && store.all().stream().anyMatch(ExperimentExecution::active);
        return new SafetyLever(
                id,
                account.arn("fis", "safety-lever/" + id),
                engaging ? new LeverState("engaging", lever.reason()) : lever);
    }

    /** Moves the safety lever. */
    public synchronized SafetyLever pull(String id, LeverState wanted) {
        String present = lever(id).state().reason();
        Constraints.oneOf("state.status", wanted.status(), Set.of(ENGAGED, DISENGAGED));
        Constraints.length("state.reason", wanted.reason(), 1, 512);
        if (wanted.status().equals(lever.status()) && !wanted.reason().equals(present)) {
            throw new FisException(
                    ErrorType.CONFLICT,
                    "The safety lever is " + lever.status() + " already; its reason changes only with its status.");
        }
        lever = wanted;
        if (wanted.status().equals(ENGAGED)) {
            stopEach();
        }
        return lever(id);
    }

    /** Stops every experiment; what is returned completes when nothing of them is left. */
    public synchronized CompletableFuture<Void> stopAll() {
        stopEach();
        return CompletableFuture.allOf(
                store.all().stream().map(ExperimentExecution::over).toArray(CompletableFuture<?>[]::new));
    }

    private void stopEach() {
        store.all().forEach(ExperimentExecution::stop);
    }
}
