package dev.crossfire.chaos.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * As much of FIS and of the tagging API as Crossfire uses, in memory, over HTTP; answers in pages of two and can be
 * made to refuse.
 */
public final class FakeFis implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;

    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("POST /experimentTemplates", "CreateExperimentTemplate"),
            Map.entry("GET /experimentTemplates", "ListExperimentTemplates"),
            Map.entry("GET /experimentTemplates/{id}", "GetExperimentTemplate"),
            Map.entry("DELETE /experimentTemplates/{id}", "DeleteExperimentTemplate"),
            Map.entry("POST /experiments", "StartExperiment"),
            Map.entry("GET /experiments", "ListExperiments"),
            Map.entry("GET /experiments/{id}", "GetExperiment"),
            Map.entry("DELETE /experiments/{id}", "StopExperiment"),
            Map.entry("GET /experiments/{id}/resolvedTargets", "ListExperimentResolvedTargets"),
            Map.entry("POST /tags/{id}", "TagResource"),
            Map.entry("POST /", "GetResources"));

    /** A refusal, once. */
    public record Refusal(String operation, int status, String code, String message) {}

    /** Something that can be found by its tags; of no type it is of any. */
    private record Resource(@Nullable String type, Map<String, String> tags) {
        boolean is(String expected, Map<String, String> selector) {
            return (type == null || type.equals(expected)) && tags.entrySet().containsAll(selector.entrySet());
        }
    }

    private record Answer(int status, @Nullable String error, JsonNode body) {}

    private final HttpServer server;
    private final Map<String, ObjectNode> templates = new LinkedHashMap<>();
    private final Map<String, ObjectNode> experiments = new LinkedHashMap<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private Consumer<String> failover = arn -> {};
    private Consumer<String> listener = operation -> {};
    private double now = 1_800_000_000;
    private int ids;
    private boolean loseNextAnswer;
    private @Nullable String failure;
    private @Nullable String unresolved;
    private boolean leverEngaged;

    public FakeFis() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Adds a database that can be found by its tags. */
    public synchronized void resource(String arn, Map<String, String> tags) {
        resources.put(arn, new Resource(null, tags));
    }

    /** Adds something of a type that can be found by its tags. */
    public synchronized void resource(String type, String arn, Map<String, String> tags) {
        resources.put(arn, new Resource(type, tags));
    }

    /** What a started failover does. */
    public synchronized void onFailover(Consumer<String> effect) {
        failover = effect;
    }

    /** Receives every request, by its operation, before it is done. */
    public synchronized void onRequest(Consumer<String> hears) {
        listener = hears;
    }

    /** Ends the experiments that run as if their actions had done their part. */
    public synchronized void completeExperiments() {
        experiments.values().stream()
                .filter(one -> one.at("/state/status").asText().equals("running"))
                .forEach(one -> state(one, "completed", ""));
    }

    public synchronized void refuse(Refusal refusal) {
        refusals.add(refusal);
    }

    /** Does what the next start requests, and does not answer. */
    public synchronized void loseTheAnswerToTheNextStart() {
        loseNextAnswer = true;
    }

    /** Takes every start that is no rehearsal, and lets its experiment fail. */
    public synchronized void failExperiments(String reason) {
        failure = reason;
    }

    /** Lets every experiment fail before its targets are known. */
    public synchronized void failResolutions(String reason) {
        unresolved = reason;
    }

    /** Cancels every experiment before its targets are known. */
    public synchronized void engageLever() {
        leverEngaged = true;
    }

    /** Adds a template as a process that died long ago would have left it. */
    public synchronized void leftover(String id, Map<String, String> tags, long ageSeconds) {
        ObjectNode template = JSON.createObjectNode().put("id", id).put("creationTime", now - ageSeconds);
        template.set("tags", JSON.valueToTree(tags));
        templates.put(id, template);
    }

    /** The requests so far, as {@code POST /experiments}. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized List<String> templateIds() {
        return List.copyOf(templates.keySet());
    }

    public synchronized JsonNode template(String id) {
        return Objects.requireNonNull(templates.get(id), id).deepCopy();
    }

    /** The states of the experiments that were not rehearsals, in order. */
    public synchronized List<String> realExperiments() {
        return experiments.values().stream()
                .filter(one ->
                        !one.at("/experimentOptions/actionsMode").asText().equals("skip-all"))
                .map(one -> one.at("/state/status").asText())
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean lost;
            Answer answer;
            synchronized (this) {
                String call = exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getRawPath();
                calls.add(call);
                answer = answer(call, exchange.getRequestURI().getQuery(), body);
                lost = loseNextAnswer && call.equals("POST /experiments");
                loseNextAnswer = loseNextAnswer && !lost;
            }
            if (lost) {
                return;
            }
            if (answer.error() != null) {
                exchange.getResponseHeaders().add("x-amzn-ErrorType", answer.error());
            }
            byte[] text = answer.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private Answer answer(String call, @Nullable String query, byte[] body) throws IOException {
        String operation = operation(call);
        listener.accept(operation);
        Refusal refusal = refusals.peek();
        if (refusal != null && refusal.operation().equals(operation)) {
            refusals.remove();
            return error(refusal.status(), refusal.code(), refusal.message());
        }
        String id = call.replaceFirst("[A-Z]+ /[^/]+/?", "").replaceFirst("/.*", "");
        return switch (operation) {
            case "CreateExperimentTemplate" -> create(JSON.readTree(body));
            case "GetExperimentTemplate" -> read(id);
            case "TagResource" -> tag(call, JSON.readTree(body));
            case "ListExperimentTemplates" -> page("experimentTemplates", templates.values(), query);
            case "DeleteExperimentTemplate" -> delete(id);
            case "StartExperiment" -> start(JSON.readTree(body));
            case "ListExperiments" -> page("experiments", experiments.values(), query);
            case "GetExperiment" -> get(id);
            case "StopExperiment" -> stop(id);
            case "ListExperimentResolvedTargets" -> resolved(id, query);
            case "GetResources" -> tags(JSON.readTree(body));
            default -> error(404, "UnknownOperationException", call);
        };
    }

    private static String operation(String call) {
        String shape = call.replaceFirst("(/[^/]+)/[^/]+", "$1/{id}");
        return OPERATIONS.getOrDefault(shape, "");
    }

    private Answer create(JsonNode request) {
        String id = once(request, () -> {
            String made = "EXT" + ++ids;
            ObjectNode template = request.deepCopy();
            template.put("id", made).put("creationTime", now++);
            template.put("arn", "arn:aws:fis:lab-1:000000000000:experiment-template/" + made);
            templates.put(made, template);
            return made;
        });
        return ok(JSON.createObjectNode().set("experimentTemplate", templates.get(id)));
    }

    private Answer read(String id) {
        return found(id, templates.get(id));
    }

    private Answer delete(String id) {
        return found(id, templates.remove(id));
    }

    private static Answer found(String id, @Nullable ObjectNode template) {
        return template == null
                ? error(404, "ResourceNotFoundException", "no template " + id)
                : ok(JSON.createObjectNode().set("experimentTemplate", template));
    }

    private Answer tag(String call, JsonNode request) {
        String id = call.replaceFirst(".*%2F", "");
        ObjectNode template = Objects.requireNonNull(templates.get(id), call);
        template.withObject("/tags").setAll((ObjectNode) request.path("tags"));
        return ok(JSON.createObjectNode());
    }

    private Answer start(JsonNode request) {
        ObjectNode template = templates.get(request.path("experimentTemplateId").asText());
        if (template == null) {
            return error(404, "ResourceNotFoundException", "no such template");
        }
        String id = once(request, () -> {
            String made = "EXP" + ++ids;
            experiments.put(made, experiment(made, request, template));
            return made;
        });
        return ok(JSON.createObjectNode().set("experiment", experiments.get(id)));
    }

    private ObjectNode experiment(String id, JsonNode request, JsonNode template) {
        boolean real = !request.at("/experimentOptions/actionsMode").asText().equals("skip-all");
        List<String> arns = new ArrayList<>();
        ArrayNode found = JSON.createArrayNode();
        template.path("targets").properties().forEach(target -> resolve(target.getValue())
                .forEach(arn -> {
                    arns.add(arn);
                    found.add(resolvedTarget(target.getKey(), target.getValue(), arn));
                }));
        boolean skips = template.at("/experimentOptions/emptyTargetResolutionMode")
                .asText()
                .equals("skip");
        ObjectNode experiment = request.deepCopy();
        experiment.put("id", id).put("creationTime", now++);
        experiment.put(
                "experimentTemplateId", request.path("experimentTemplateId").asText());
        experiment.set("resolved", found);
        ObjectNode action = experiment.putObject("actions").putObject("failover");
        if (leverEngaged) {
            found.removeAll();
            state(experiment, "cancelled", "The safety lever is engaged.");
        } else if (unresolved != null) {
            state(experiment, "failed", unresolved);
        } else if (arns.isEmpty() && !skips) {
            state(experiment, "failed", "Target resolution returned empty set");
        } else if (real && failure != null) {
            state(experiment, "failed", failure);
        } else if (real) {
            state(experiment, "running", "");
            action.put("startTime", now);
            arns.forEach(failover);
        } else {
            state(experiment, "completed", "");
        }
        return experiment;
    }

    private static ObjectNode resolvedTarget(String name, JsonNode target, String arn) {
        ObjectNode resolved = JSON.createObjectNode().put("targetName", name);
        resolved.put("resourceType", target.path("resourceType").asText());
        resolved.putObject("targetInformation").put("arn", arn);
        return resolved;
    }

    private List<String> resolve(JsonNode target) {
        List<String> arns = new ArrayList<>();
        target.path("resourceArns").forEach(arn -> arns.add(arn.asText()));
        Map<String, String> expected = new HashMap<>();
        target.path("resourceTags")
                .properties()
                .forEach(tag -> expected.put(tag.getKey(), tag.getValue().asText()));
        resources.forEach((arn, resource) -> {
            if (!expected.isEmpty() && resource.is(target.path("resourceType").asText(), expected)) {
                arns.add(arn);
            }
        });
        return arns.stream().filter(resources::containsKey).toList();
    }

    private Answer get(String id) {
        ObjectNode experiment = experiments.get(id);
        if (experiment == null) {
            return error(404, "ResourceNotFoundException", "no experiment " + id);
        }
        ObjectNode before = experiment.deepCopy();
        if (experiment.at("/state/status").asText().equals("stopping")) {
            state(experiment, "stopped", "stopped by the user");
        }
        return ok(JSON.createObjectNode().set("experiment", before));
    }

    private Answer stop(String id) {
        ObjectNode experiment = experiments.get(id);
        if (experiment == null || !experiment.at("/state/status").asText().equals("running")) {
            return error(400, "ValidationException", "experiment " + id + " is not running");
        }
        state(experiment, "stopping", "");
        return get(id);
    }

    private Answer resolved(String id, @Nullable String query) {
        List<ObjectNode> targets = new ArrayList<>();
        Objects.requireNonNull(experiments.get(id), id)
                .path("resolved")
                .forEach(target -> targets.add((ObjectNode) target));
        return page("resolvedTargets", targets, query);
    }

    private Answer tags(JsonNode request) {
        ObjectNode answer = JSON.createObjectNode().put("PaginationToken", "");
        ArrayNode mappings = answer.putArray("ResourceTagMappingList");
        for (JsonNode asked : request.path("ResourceARNList")) {
            String arn = asked.asText();
            Resource resource = resources.get(arn);
            if (resource != null && !resource.tags().isEmpty()) {
                ObjectNode mapping = mappings.addObject().put("ResourceARN", arn);
                ArrayNode tags = mapping.putArray("Tags");
                resource.tags()
                        .forEach(
                                (key, value) -> tags.addObject().put("Key", key).put("Value", value));
            }
        }
        return ok(answer);
    }

    private static Answer page(String name, Collection<ObjectNode> all, @Nullable String query) {
        int from = query == null || !query.contains("nextToken=")
                ? 0
                : Integer.parseInt(query.replaceFirst(".*nextToken=(\\d+).*", "$1"));
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray(name);
        all.stream().skip(from).limit(PAGE).forEach(items::add);
        if (from + PAGE < all.size()) {
            page.put("nextToken", Integer.toString(from + PAGE));
        }
        return ok(page);
    }

    private String once(JsonNode request, Supplier<String> make) {
        String token = request.path("clientToken").asText();
        String known = tokens.get(token);
        if (known != null) {
            return known;
        }
        String made = make.get();
        tokens.put(token, made);
        return made;
    }

    private static void state(ObjectNode experiment, String status, String reason) {
        experiment.set("state", JSON.createObjectNode().put("status", status).put("reason", reason));
    }

    private static Answer ok(JsonNode body) {
        return new Answer(200, null, body);
    }

    private static Answer error(int status, String code, String message) {
        return new Answer(status, code, JSON.createObjectNode().put("message", message));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
