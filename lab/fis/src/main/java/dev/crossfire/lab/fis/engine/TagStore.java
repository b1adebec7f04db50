package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.model.FisException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of templates and experiments, by ARN. */
public final class TagStore {
    private final Templates templates;
    private final Experiments experiments;
    private final Pattern ours;

    TagStore(FisAccount account, Templates templates, Experiments experiments) {
        this.templates = templates;
        this.experiments = experiments;
        this.ours = Pattern.compile(Pattern.quote(account.arn("fis", "")) + "(experiment|experiment-template)/(\\w+)");
    }

    /** Returns the tags of a resource. */
    public Map<String, String> of(String arn) {
        Matcher parts = parts(arn);
        return isTemplate(parts)
                ? templates.get(parts.group(2)).tags()
                : experiments.get(parts.group(2)).tags();
    }

    /** Adds tags, or gives those that are there other values. */
    public synchronized void add(String arn, Map<String, String> tags) {
        Constraints.tags("tags", tags);
        Map<String, String> all = new LinkedHashMap<>(of(arn));
        all.putAll(tags);
        Constraints.tags("tags", all);
        put(arn, all);
    }

    /** Removes tags; those that are not there do not matter. */
    public synchronized void remove(String arn, Collection<String> keys) {
        Map<String, String> all = new LinkedHashMap<>(of(arn));
        all.keySet().removeAll(keys);
        put(arn, all);
    }

    private void put(String arn, Map<String, String> tags) {
        Matcher parts = parts(arn);
        if (isTemplate(parts)) {
            templates.tag(parts.group(2), tags);
        } else {
            experiments.tag(parts.group(2), tags);
        }
    }

    private Matcher parts(String arn) {
        Constraints.word("resourceArn", arn, 20, 2048);
        Matcher parts = ours.matcher(arn);
        if (!parts.matches()) {
            throw FisException.notFound("Resource " + arn + " not found; experiments and their templates have tags.");
        }
        return parts;
    }

    private static boolean isTemplate(Matcher parts) {
        return parts.group(1).equals("experiment-template");
    }
}
