package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects a request means: by labels, by fields, or both. */
final class Selector {
    private static final Pattern SET = Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern EQUALITY = Pattern.compile("\\s*([^\\s=!]+)\\s*(==|=|!=)\\s*(\\S*)\\s*");
    private static final Pattern PRESENCE = Pattern.compile("\\s*(!?)\\s*([^\\s=!(),]+)\\s*");
    /** A comma that is not within parentheses. */
    private static final Pattern BETWEEN = Pattern.compile(",(?![^(]*\\))");

    private static final List<String> FIELDS =
            List.of("metadata.", "spec.nodeName", "status.phase", "involvedObject.", "type", "reason");

    private final Predicate<JsonNode> test;

    private Selector(Predicate<JsonNode> test) {
        this.test = test;
    }

    /** Reads the two parameters of a request; an empty one selects everything. */
    static Selector of(String labels, String fields) {
        Predicate<JsonNode> test = object -> true;
        for (String term : terms(labels)) {
            test = test.and(label(term));
        }
        for (String term : terms(fields)) {
            test = test.and(field(term));
        }
        return new Selector(test);
    }

    /** Selects what carries all of these labels. */
    static Selector labelled(Map<String, String> labels) {
        return new Selector(object -> KubernetesJson.labels(object).entrySet().containsAll(labels.entrySet()));
    }

    boolean matches(JsonNode object) {
        return test.test(object);
    }

    private static List<String> terms(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(BETWEEN.split(text));
    }

    private static Predicate<JsonNode> label(String term) {
        Matcher set = SET.matcher(term);
        if (set.matches()) {
            List<String> values = new ArrayList<>();
            Arrays.stream(set.group(3).split(",")).map(String::trim).forEach(values::add);
            boolean in = set.group(2).equals("in");
            String key = set.group(1);
            return object -> values.contains(KubernetesJson.labels(object).getOrDefault(key, "\0")) == in;
        }
        Matcher equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            boolean equal = !equality.group(2).equals("!=");
            String key = equality.group(1);
            String value = equality.group(3);
            return object -> value.equals(KubernetesJson.labels(object).get(key)) == equal;
        }
        Matcher presence = PRESENCE.matcher(term);
        if (presence.matches()) {
            boolean there = presence.group(1).isEmpty();
            String key = presence.group(2);
            return object -> KubernetesJson.labels(object).containsKey(key) == there;
        }
        throw ApiException.badRequest("unable to parse requirement '" + term + "' of the label selector");
    }

    private static Predicate<JsonNode> field(String term) {
        Matcher equality = EQUALITY.matcher(term);
        if (!equality.matches() || FIELDS.stream().noneMatch(equality.group(1)::startsWith)) {
            throw ApiException.badRequest("field label not supported: '" + term + "'");
        }
        String pointer = "/" + equality.group(1).replace('.', '/');
        boolean equal = !equality.group(2).equals("!=");
        String value = equality.group(3);
        return object -> value.equals(object.at(pointer).asText("")) == equal;
    }
}
