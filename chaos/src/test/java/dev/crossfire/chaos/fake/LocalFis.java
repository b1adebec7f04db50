package dev.crossfire.chaos.fake;

import dev.crossfire.chaos.aws.Fis;
import dev.crossfire.chaos.aws.RetryDelays;
import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActionSpec.ActionParameter;
import dev.crossfire.lab.fis.ActionSpec.ValueType;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.ApiFailures;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.ExperimentClock.ScheduledExperimentClock;
import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.FisCredentials;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.actions.ShippedActions;
import dev.crossfire.lab.fis.engine.PageRequest;
import dev.crossfire.lab.fis.http.FisEndpoint;
import dev.crossfire.lab.fis.http.FisSettings;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.Experiment.ExperimentSummary;
import dev.crossfire.lab.fis.model.Options;
import dev.crossfire.lab.fis.model.SafetyLever;
import dev.crossfire.lab.fis.model.Template;
import dev.crossfire.lab.fis.model.Template.StopCondition;
import dev.crossfire.lab.fis.model.Template.TemplateDraft;
import dev.crossfire.lab.fis.model.Template.TemplateSummary;
import dev.crossfire.model.environment.Secret;
import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lab's FIS with resources and effects that a test chooses: what an action does is a callback, and its experiment
 * runs until it is stopped or {@link #completeExperiments()} is called. Answers come in pages of two.
 */
public final class LocalFis implements Closeable {
    /** Shorter than any test waits for something else. */
    public static final RetryDelays DELAYS = new RetryDelays(Duration.ofMillis(1), Duration.ofMillis(10));

    private static final String ROLE = "arn:aws:iam::000000000000:role/fis";
    private static final Duration LONG = Duration.ofHours(1);
    private static final int MANY = 1_000;

    private final ApiFailures failures = new ApiFailures();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "local-fis");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, AwsResource> resources = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final FisEndpoint endpoint;
    private final String zone;
    private Consumer<String> effect = arn -> {};
    private Consumer<String> listener = operation -> {};
    private Duration offset = Duration.ZERO;
    private @Nullable String failure;
    private boolean closed;

    /** Opens one in the region of the lab. */
    public LocalFis() {
        this("lab-1");
    }

    /** Opens one in a region; its resources are in the region's zone a. */
    public LocalFis(String region) {
        this(region, MANY);
    }

    /** Opens one whose actions find at most so many resources by tags. */
    public LocalFis(String region, int targetsByTags) {
        zone = region + "a";
        failures.limitPages(2);
        failures.onRequest(this::hear);
        endpoint = FisEndpoint.open(
                new FisSettings(
                        0,
                        new FisAccount(region, "000000000000"),
                        FisCredentials.random(),
                        catalogue(),
                        quotas(targetsByTags),
                        AlarmStates.NONE,
                        new Random(1)),
                this::listed,
                new ScheduledExperimentClock(this::now, timer),
                failures);
    }

    /** The id of the key that it accepts. */
    public String accessKeyId() {
        return endpoint.credentials().accessKeyId();
    }

    /** The secret of the key that it accepts. */
    public Secret secretAccessKey() {
        return new Secret(endpoint.credentials().secretAccessKey());
    }

    private static FisQuotas quotas(int targetsByTags) {
        FisQuotas lab = FisQuotas.LAB;
        return new FisQuotas(
                lab.actionsPerTemplate(),
                lab.parallelActions(),
                lab.runningExperiments(),
                lab.stopConditions(),
                lab.templates(),
                lab.experiments(),
                lab.shortestAction(),
                lab.longestAction(),
                lab.bodyBytes(),
                targetsByTags);
    }

    /** The shipped actions, of which those on databases do what the test says, and one more that does too. */
    private ActionCatalogue catalogue() {
        List<FisAction> actions = new ArrayList<>();
        for (FisAction shipped : ShippedActions.catalogue().actions()) {
            boolean ours = shipped.spec().id().startsWith("aws:rds:");
            actions.add(ours ? FisAction.of(shipped.spec(), this::begin) : shipped);
        }
        ActionSpec stopTask = ShippedActions.catalogue()
                .action("aws:ecs:stop-task")
                .orElseThrow()
                .spec();
        actions.add(FisAction.of(
                new ActionSpec(
                        "aws:test:cut",
                        "Does what the test says.",
                        List.of(
                                ActionParameter.unset("depth", ValueType.NUMBER, "Any number."),
                                ActionParameter.unset("restart", ValueType.DURATION, "Any duration."),
                                ActionParameter.unset("duration", ValueType.DURATION, "Any duration.")),
                        stopTask.target()),
                this::begin));
        return new ActionCatalogue(actions);
    }

    private ActiveEffect begin(ActionCall call) {
        Consumer<String> done;
        CompletableFuture<Void> over = new CompletableFuture<>();
        synchronized (this) {
            done = effect;
            running.add(over);
        }
        call.targets().forEach(target -> done.accept(target.arn()));
        begun.incrementAndGet();
        return new ActiveEffect(LONG, () -> {}, over);
    }

    private synchronized List<AwsResource> listed() throws InventoryException {
        if (failure != null) {
            throw new InventoryException(failure);
        }
        return List.copyOf(resources.values());
    }

    private synchronized Instant now() {
        return Instant.now().plus(offset);
    }

    private void hear(String operation) {
        Consumer<String> hears;
        synchronized (this) {
            calls.add(operation);
            hears = listener;
        }
        hears.accept(operation);
    }

    public URI uri() {
        return endpoint.uri();
    }

    /** A client of it in a region, whose retries a test need not wait for. */
    public Fis client(String region) {
        return client(region, DELAYS);
    }

    /** A client of it in a region. */
    public Fis client(String region, RetryDelays delays) {
        return Fis.local(uri(), region, accessKeyId(), secretAccessKey(), delays);
    }

    /** Plants failures of the service itself. */
    public ApiFailures failures() {
        return failures;
    }

    /** Adds something of a type that can be found by its tags, or gives it other tags. */
    public void resource(String type, String arn, Map<String, String> tags) {
        resource(type, arn, tags, "running");
    }

    /** Adds something that is in a state, such as {@code stopped}. */
    public synchronized void resource(String type, String arn, Map<String, String> tags, String state) {
        List<String> zones = List.of(zone);
        resources.put(
                arn,
                new AwsResource(
                        type,
                        arn,
                        tags,
                        Map.of(
                                "AvailabilityZone", zones,
                                "Placement.AvailabilityZone", zones,
                                "WriterAvailabilityZone", zones,
                                "State.Name", List.of(state))));
    }

    /** Whether there is such a resource. */
    public synchronized boolean has(String arn) {
        return resources.containsKey(arn);
    }

    /** What a started action does to each of its targets. */
    public synchronized void onAction(Consumer<String> does) {
        effect = does;
    }

    /** Receives every request, by its operation, before it is done. */
    public synchronized void onRequest(Consumer<String> hears) {
        listener = hears;
    }

    /** Returns how many actions have had their effect. */
    public int begun() {
        return begun.get();
    }

    /** Ends the experiments that run as if their actions had done their part. */
    public synchronized void completeExperiments() {
        running.forEach(over -> over.complete(null));
        running.clear();
    }

    /** Lets lists lack what is younger than this. */
    public void delayLists(Duration by) {
        endpoint.engine().delayLists(by);
    }

    /** Lets every experiment fail before its targets are known. */
    public synchronized void failResolutions(String reason) {
        failure = reason;
    }

    /** Cancels every experiment before its targets are known. */
    public void engageLever() {
        var unused = endpoint.engine()
                .experiments()
                .pull(SafetyLever.DEFAULT_ID, new SafetyLever.LeverState("engaged", "a test"));
    }

    /** Lets the service's clock go on. */
    public synchronized void advance(Duration by) {
        offset = offset.plus(by);
    }

    /** Adds a template as a process that died long ago would have left it, and returns its id. */
    public String leftover(Map<String, String> tags, Duration age) {
        advance(age.negated());
        try {
            ActionTemplate wait =
                    new ActionTemplate("aws:fis:wait", null, Map.of("duration", "PT1M"), Map.of(), List.of());
            return endpoint.engine()
                    .templates()
                    .create(new TemplateDraft(
                            "leftover-" + templateIds().size() + "-" + tags.hashCode() + "-" + age,
                            "a leftover",
                            List.of(new StopCondition(StopCondition.NONE, null)),
                            Map.of(),
                            Map.of("wait", wait),
                            ROLE,
                            tags,
                            null,
                            null,
                            null))
                    .id();
        } finally {
            advance(age);
        }
    }

    /** The requests so far, by their operations. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** The ids of the templates that are there, the oldest first. */
    public List<String> templateIds() {
        return endpoint.engine().templates().list(PageRequest.of(null, null)).items().stream()
                .map(TemplateSummary::id)
                .toList();
    }

    public Template template(String id) {
        return endpoint.engine().templates().get(id);
    }

    /** The states of the experiments that were not rehearsals, in order. */
    public List<String> realExperiments() {
        return endpoint.engine().experiments().list(PageRequest.of(null, null), null).items().stream()
                .filter(one -> !Optional.ofNullable(one.experimentOptions().actionsMode())
                        .equals(Optional.of(Options.SKIP_ALL)))
                .map((ExperimentSummary one) -> one.state().status().wire())
                .toList();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            endpoint.close();
            timer.shutdownNow();
        }
    }
}
