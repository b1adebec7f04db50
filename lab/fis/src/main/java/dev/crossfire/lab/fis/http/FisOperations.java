package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.engine.Engine;
import dev.crossfire.lab.fis.engine.Experiments;
import dev.crossfire.lab.fis.engine.PageRequest.ResultPage;
import dev.crossfire.lab.fis.engine.TagStore;
import dev.crossfire.lab.fis.engine.Templates;
import dev.crossfire.lab.fis.model.Experiment.StartRequest;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.RequiredMember;
import dev.crossfire.lab.fis.model.SafetyLever.LeverState;
import dev.crossfire.lab.fis.model.Template.TemplateChange;
import dev.crossfire.lab.fis.model.Template.TemplateDraft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on templates, experiments, their tags, the safety lever, and other target accounts. */
final class FisOperations {
    private static final String TEMPLATES = "/experimentTemplates";
    private static final String TEMPLATE = TEMPLATES + "/{id}";
    private static final String EXPERIMENTS = "/experiments";
    private static final String EXPERIMENT = EXPERIMENTS + "/{id}";
    private static final String TAGS = "/tags/{arn}";
    private static final String LEVER = "/safetyLevers/{id}";
    private static final String ACCOUNTS = "/targetAccountConfigurations";
    private static final String ACCOUNT = ACCOUNTS + "/{accountId}";

    private final Templates templates;
    private final Experiments experiments;
    private final TagStore tags;

    FisOperations(Engine engine) {
        this.templates = engine.templates();
        this.experiments = engine.experiments();
        this.tags = engine.tags();
    }

    void addTo(Routes routes) {
        addTemplates(routes);
        addExperiments(routes);
        addTargetAccounts(routes);
        routes.add("ListTagsForResource", "GET", TAGS, c -> Map.of("tags", tags.of(c.segment(1))))
                .add("TagResource", "POST", TAGS, this::tag)
                .add("UntagResource", "DELETE", TAGS, this::untag)
                .add("GetSafetyLever", "GET", LEVER, c -> Map.of("safetyLever", experiments.lever(c.segment(1))))
                .add("UpdateSafetyLeverState", "PATCH", LEVER + "/state", this::moveLever);
    }

    private void addTemplates(Routes routes) {
        String answer = "experimentTemplate";
        routes.add("CreateExperimentTemplate", "POST", TEMPLATES, c -> {
                    return Map.of(answer, templates.create(c.read(TemplateDraft.class)));
                })
                .add("ListExperimentTemplates", "GET", TEMPLATES, c -> {
                    return Routes.page("experimentTemplates", templates.list(c.page()));
                })
                .add("GetExperimentTemplate", "GET", TEMPLATE, c -> Map.of(answer, templates.get(c.segment(1))))
                .add("UpdateExperimentTemplate", "PATCH", TEMPLATE, c -> {
                    return Map.of(answer, templates.update(c.segment(1), c.read(TemplateChange.class)));
                })
                .add("DeleteExperimentTemplate", "DELETE", TEMPLATE, c -> {
                    return Map.of(answer, templates.delete(c.segment(1)));
                });
    }

    private void addExperiments(Routes routes) {
        String answer = "experiment";
        routes.add("StartExperiment", "POST", EXPERIMENTS, c -> {
                    return Map.of(answer, experiments.start(c.read(StartRequest.class)));
                })
                .add("ListExperiments", "GET", EXPERIMENTS, c -> {
                    return Routes.page("experiments", experiments.list(c.page(), c.parameter("experimentTemplateId")));
                })
                .add("GetExperiment", "GET", EXPERIMENT, c -> Map.of(answer, experiments.get(c.segment(1))))
                .add("StopExperiment", "DELETE", EXPERIMENT, c -> Map.of(answer, experiments.stop(c.segment(1))))
                .add("ListExperimentResolvedTargets", "GET", EXPERIMENT + "/resolvedTargets", c -> {
                    return Routes.page(
                            "resolvedTargets",
                            experiments.resolvedTargets(c.segment(1), c.page(), c.parameter("targetName")));
                });
    }

    /** The emulator is one account: there are no other target accounts, and none can be added. */
    private void addTargetAccounts(Routes routes) {
        routes.add("ListTargetAccountConfigurations", "GET", TEMPLATE + ACCOUNTS, c -> {
                    // An unknown template has no list, not an empty one.
                    templates.get(c.segment(1));
                    return noTargetAccounts();
                })
                .add("CreateTargetAccountConfiguration", "POST", TEMPLATE + ACCOUNT, this::refuseTargetAccount)
                .add("GetTargetAccountConfiguration", "GET", TEMPLATE + ACCOUNT, this::noTargetAccount)
                .add("UpdateTargetAccountConfiguration", "PATCH", TEMPLATE + ACCOUNT, this::noTargetAccount)
                .add("DeleteTargetAccountConfiguration", "DELETE", TEMPLATE + ACCOUNT, this::noTargetAccount)
                .add("ListExperimentTargetAccountConfigurations", "GET", EXPERIMENT + ACCOUNTS, c -> {
                    experiments.get(c.segment(1));
                    return noTargetAccounts();
                })
                .add("GetExperimentTargetAccountConfiguration", "GET", EXPERIMENT + ACCOUNT, this::noTargetAccount);
    }

    private static Map<String, Object> noTargetAccounts() {
        return Routes.page("targetAccountConfigurations", new ResultPage<>(List.of(), null));
    }

    private Map<String, Object> refuseTargetAccount(FisCall call) {
        String id = templates.get(call.segment(1)).id();
        throw FisException.invalid("Experiment template " + id + " has accountTargeting single-account; target account "
                + "configurations need multi-account, which the lab does not support.");
    }

    private Map<String, Object> noTargetAccount(FisCall call) {
        throw FisException.notFound("Target account configuration for account " + call.segment(3) + " not found.");
    }

    private Map<String, Object> tag(FisCall call) {
        tags.add(call.segment(1), call.read(AddedTags.class).tags());
        return Map.of();
    }

    private Map<String, Object> untag(FisCall call) {
        tags.remove(call.segment(1), call.parameters("tagKeys"));
        return Map.of();
    }

    private Map<String, Object> moveLever(FisCall call) {
        LeverState wanted = call.read(LeverMove.class).state();
        return Map.of("safetyLever", experiments.pull(call.segment(1), wanted));
    }

    private record AddedTags(@RequiredMember Map<String, String> tags) {}

    private record LeverMove(@RequiredMember LeverState state) {}

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
}
