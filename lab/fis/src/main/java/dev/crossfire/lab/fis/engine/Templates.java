package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.ExperimentClock;
import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.engine.PageRequest.ResultPage;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.Template;
import dev.crossfire.lab.fis.model.Template.TemplateChange;
import dev.crossfire.lab.fis.model.Template.TemplateDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The account's experiment templates. */
public final class Templates {
    private final FisAccount account;
    private final FisQuotas limits;
    private final ExperimentClock clock;
    private final TemplateRules rules;
    private final Ids ids = new Ids();
    private final ClientTokens tokens = new ClientTokens();
    private final PagedStore<Template> store = new PagedStore<>();
    private Duration listLag = Duration.ZERO;

    /** Makes an empty collection. */
    public Templates(FisAccount account, ActionCatalogue catalogue, FisQuotas limits, ExperimentClock clock) {
        this.account = account;
        this.limits = limits;
        this.clock = clock;
        this.rules = new TemplateRules(catalogue, limits);
    }

    /** Creates a template, or returns the one that this very request has created before. */
    public synchronized Template create(TemplateDraft draft) {
        rules.check(draft);
        Optional<Template> earlier = tokens.earlier(draft.clientToken(), draft).flatMap(store::get);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (store.size() >= limits.templates()) {
            throw FisException.quota(
                    "There are " + store.size() + " experiment templates, which is the quota; delete some.");
        }
        String id = ids.template();
        Instant now = clock.now();
        Template template = Template.of(id, account.arn("fis", "experiment-template/" + id), draft, now, now);
        store.put(id, template);
        tokens.remember(draft.clientToken(), draft, id);
        return template;
    }

    /** Returns a template. */
    public synchronized Template get(String id) {
        return store.get(id)
                .orElseThrow(() -> FisException.notFound("Experiment template with ID " + id + " not found."));
    }

    /** Changes a template; experiments that run already keep what they started with. */
    public synchronized Template update(String id, TemplateChange change) {
        Template old = get(id);
        TemplateDraft draft = change.applyTo(old);
        rules.check(draft);
        Template changed = Template.of(id, old.arn(), draft, old.creationTime(), clock.now());
        store.put(id, changed);
        return changed;
    }

    /** Deletes a template and returns what it was. */
    public synchronized Template delete(String id) {
        Template old = get(id);
        store.remove(id);
        return old;
    }

    /** Gives a template other tags. */
    public synchronized void tag(String id, Map<String, String> tags) {
        store.put(id, get(id).tagged(tags));
    }

    /** Lists templates, the oldest first. */
    public synchronized ResultPage<Template.TemplateSummary> list(PageRequest request) {
        Instant youngest = clock.now().minus(listLag);
        return store.page(request, template -> !template.creationTime().isAfter(youngest))
                .map(Template::summary);
    }

    synchronized void delayLists(Duration by) {
        listLag = by;
    }
}
