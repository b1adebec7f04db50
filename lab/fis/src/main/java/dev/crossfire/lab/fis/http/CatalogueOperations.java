package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.model.FisException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the actions and the target resource types. */
record CatalogueOperations(FisAccount account, ActionCatalogue catalogue) {
    void addTo(Routes routes) {
        routes.add("ListActions", "GET", "/actions", this::listActions)
                .add("GetAction", "GET", "/actions/{id}", this::getAction)
                .add("ListTargetResourceTypes", "GET", "/targetResourceTypes", this::listTypes)
                .add("GetTargetResourceType", "GET", "/targetResourceTypes/{type}", this::getType);
    }

    private Map<String, Object> listActions(FisCall call) {
        List<ActionView> all = catalogue.actions().stream()
                .map(FisAction::spec)
                .map(spec -> view(spec, null))
                .toList();
        return Routes.page("actions", call.page().of(all));
    }

    private Map<String, Object> getAction(FisCall call) {
        String id = call.segment(1);
        ActionSpec spec = catalogue
                .action(id)
                .orElseThrow(() -> FisException.notFound("Action with ID " + id + " not found."))
                .spec();
        Map<String, ParameterView> parameters = new LinkedHashMap<>();
        spec.parameters().forEach(p -> parameters.put(p.name(), new ParameterView(p.description(), p.required())));
        return Map.of("action", view(spec, parameters));
    }

    private ActionView view(ActionSpec spec, @Nullable Map<String, ParameterView> parameters) {
        Map<String, TargetView> targets = new LinkedHashMap<>();
        spec.target()
                .ifPresent(t -> targets.put(t.key(), new TargetView(t.type().id())));
        return new ActionView(
                spec.id(),
                account.arn("fis", "action/" + spec.id()),
                spec.description(),
                parameters,
                targets,
                Map.of());
    }

    private Map<String, Object> listTypes(FisCall call) {
        List<TypeView> all = catalogue.types().stream()
                .map(type -> new TypeView(type.id(), type.description(), null))
                .toList();
        return Routes.page("targetResourceTypes", call.page().of(all));
    }

    private Map<String, Object> getType(FisCall call) {
        String id = call.segment(1);
        ResourceType type = catalogue
                .type(id)
                .orElseThrow(() -> FisException.notFound("Target resource type with ID " + id + " not found."));
        Map<String, ParameterView> parameters = new LinkedHashMap<>();
        type.parameters().forEach(p -> parameters.put(p.name(), new ParameterView(p.description(), p.required())));
        return Map.of("targetResourceType", new TypeView(type.id(), type.description(), parameters));
    }

    private record ActionView(
            String id,
            String arn,
            String description,
            @Nullable Map<String, ParameterView> parameters,
            Map<String, TargetView> targets,
            Map<String, String> tags) {}

    private record ParameterView(String description, boolean required) {}

    private record TargetView(String resourceType) {}

    private record TypeView(
            String resourceType,
            String description,
            @Nullable Map<String, ParameterView> parameters) {}
}
