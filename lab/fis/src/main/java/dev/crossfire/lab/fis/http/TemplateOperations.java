package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.Templates;
import dev.crossfire.lab.fis.model.TemplateChange;
import dev.crossfire.lab.fis.model.TemplateDraft;
import java.util.Map;

/** Creates, shows, changes and deletes experiment templates. */
record TemplateOperations(Templates templates) {
    private static final String ANSWER = "experimentTemplate";

    void addTo(Routes routes) {
        routes.add("POST", "/experimentTemplates", c -> Map.of(ANSWER, templates.create(c.read(TemplateDraft.class))))
                .add("GET", "/experimentTemplates", c -> Routes.page("experimentTemplates", templates.list(c.page())))
                .add("GET", "/experimentTemplates/{id}", c -> Map.of(ANSWER, templates.get(c.segment(1))))
                .add("PATCH", "/experimentTemplates/{id}", this::update)
                .add("DELETE", "/experimentTemplates/{id}", c -> Map.of(ANSWER, templates.delete(c.segment(1))));
    }

    private Map<String, Object> update(FisCall call) {
        return Map.of(ANSWER, templates.update(call.segment(1), call.read(TemplateChange.class)));
    }
}
