package dev.crossfire.lab.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The resource that a request's path names.
 *
 * @param namespace empty for all, or for what is in none
 * @param name empty for the whole collection
 * @param part the subresource, for example {@code scale}; empty for the object itself
 */
record ResourcePath(ResourceKind kind, String namespace, String name, String part) {
    /** Reads a path; empty when it names no kind that is served. */
    static Optional<ResourcePath> of(String path) {
        return ResourceKind.SERVED.stream()
                .filter(kind -> path.startsWith(Discovery.context(kind) + "/"))
                .map(kind -> under(kind, path.substring(Discovery.context(kind).length() + 1)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<ResourcePath> under(ResourceKind kind, String path) {
        List<String> words = Arrays.asList(path.split("/", -1));
        String namespace = "";
        // Namespaces are things too: only what is below one is in it.
        if (words.size() > 2 && words.get(0).equals("namespaces") && kind.namespaced()) {
            namespace = words.get(1);
            words = words.subList(2, words.size());
        }
        boolean withinNamespace = kind.equals(ResourceKind.NAMESPACE) && words.size() > 2;
        if (withinNamespace
                || words.size() > 3
                || words.contains("")
                || !words.get(0).equals(kind.plural())) {
            return Optional.empty();
        }
        return Optional.of(new ResourcePath(
                kind, namespace, words.size() > 1 ? words.get(1) : "", words.size() > 2 ? words.get(2) : ""));
    }
}
