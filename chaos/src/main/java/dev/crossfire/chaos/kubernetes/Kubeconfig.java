package dev.crossfire.chaos.kubernetes;

import dev.crossfire.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What kubeconfig files name: contexts, clusters and users, each with its place. As with kubectl, the first file that has
 * something wins; unlike it, a name that does not exist is never replaced by another.
 */
final class Kubeconfig {
    /** Where an environment's file names the context. */
    private static final String CONTEXT = "/kubernetes/context";

    private final List<Path> files;
    private final Map<String, MappingNode> contexts = new LinkedHashMap<>();
    private final Map<String, MappingNode> clusters = new LinkedHashMap<>();
    private final Map<String, MappingNode> users = new LinkedHashMap<>();
    private final List<Problem> unreadable = new ArrayList<>();
    private @Nullable ScalarNode current;

    private Kubeconfig(List<Path> files) {
        this.files = files;
    }

    /**
     * Reads the named file, or those that kubectl would use.
     *
     * @param named null for those in {@code KUBECONFIG}, or else {@code ~/.kube/config}
     * @throws IOException when there is none
     */
    static Kubeconfig read(@Nullable String named) throws IOException {
        List<Path> files = named == null ? usual() : List.of(Path.of(named));
        List<Path> there = files.stream().filter(Files::isRegularFile).toList();
        if (there.isEmpty()) {
            throw new IOException("missing kubeconfig " + String.join(", ", texts(files)) + "; expected a file there"
                    + (named == null ? ", or its path as kubernetes.kubeconfig" : ""));
        }
        Kubeconfig read = new Kubeconfig(there);
        for (Path file : there) {
            read.add(file);
        }
        return read;
    }

    private static List<Path> usual() {
        String variable = System.getenv("KUBECONFIG");
        return variable == null || variable.isBlank()
                ? List.of(Path.of(System.getProperty("user.home"), ".kube", "config"))
                : Arrays.stream(variable.split(":"))
                        .filter(path -> !path.isBlank())
                        .map(Path::of)
                        .toList();
    }

    private void add(Path file) throws IOException {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            Node root =
                    new Compose(settings).composeString(Files.readString(file)).orElse(null);
            if (!(root instanceof MappingNode mapping)) {
                unreadable.add(new Problem(
                        file + ":1:1", "this file", "a kubeconfig with clusters, users and contexts", null));
                return;
            }
            if (current == null && text(mapping, "current-context") != null) {
                current = text(mapping, "current-context");
            }
            collect(mapping, "contexts", "context", contexts);
            collect(mapping, "clusters", "cluster", clusters);
            collect(mapping, "users", "user", users);
        } catch (YamlEngineException broken) {
            String where = broken instanceof MarkedYamlEngineException marked
                    ? marked.getProblemMark().map(Kubeconfig::place).orElse(file + ":1:1")
                    : file + ":1:1";
            unreadable.add(new Problem(where, "this line", "YAML", null));
        }
    }

    private static void collect(MappingNode root, String list, String key, Map<String, MappingNode> found) {
        if (value(root, list) instanceof SequenceNode items) {
            for (Node item : items.getValue()) {
                if (item instanceof MappingNode entry
                        && value(entry, "name") instanceof ScalarNode name
                        && value(entry, key) instanceof MappingNode content) {
                    found.putIfAbsent(name.getValue(), content);
                }
            }
        }
    }

    /** The files that were found, in the order of their precedence. */
    List<Path> files() {
        return files;
    }

    /** Where a context leads: the URL of an API server. */
    record Destination(String context, String server) {}

    /**
     * Follows a context.
     *
     * @param named null for the file's current one
     * @param problems receives what is wrong, by a JSON pointer into the environment's file or by a place in a kubeconfig
     * @return empty when something is wrong
     */
    Optional<Destination> follow(@Nullable String named, List<Problem> problems) {
        if (!unreadable.isEmpty()) {
            problems.addAll(unreadable);
            return Optional.empty();
        }
        ScalarNode present = current;
        if (named == null && (present == null || present.getValue().isBlank())) {
            problems.add(Problem.missing(
                    CONTEXT,
                    "kubernetes.context, because " + String.join(", ", texts(files)) + " has no current-context",
                    oneOf("context", contexts),
                    null));
            return Optional.empty();
        }
        String name = named == null && present != null ? present.getValue() : String.valueOf(named);
        MappingNode context = contexts.get(name);
        if (context == null) {
            String where = named == null && present != null ? place(present) : CONTEXT;
            problems.add(new Problem(where, "the context '" + name + "'", oneOf("context", contexts), null));
            return Optional.empty();
        }
        int before = problems.size();
        MappingNode cluster = named(context, "cluster", name, clusters, true, problems);
        named(context, "user", name, users, false, problems);
        ScalarNode server = cluster == null ? null : text(cluster, "server");
        if (cluster != null && server == null) {
            problems.add(Problem.missing(
                    place(cluster), "server of the cluster of the context '" + name + "'", "its URL", null));
        }
        return problems.size() > before || server == null
                ? Optional.empty()
                : Optional.of(new Destination(name, server.getValue()));
    }

    private static @Nullable MappingNode named(
            MappingNode context,
            String key,
            String name,
            Map<String, MappingNode> known,
            boolean required,
            List<Problem> problems) {
        ScalarNode given = text(context, key);
        if (given == null || given.getValue().isBlank()) {
            if (required) {
                problems.add(Problem.missing(
                        place(context), key + " of the context '" + name + "'", oneOf(key, known), null));
            }
            return null;
        }
        MappingNode found = known.get(given.getValue());
        if (found == null) {
            problems.add(new Problem(
                    place(given),
                    "the " + key + " '" + given.getValue() + "' of the context '" + name + "'",
                    oneOf(key, known),
                    null));
        }
        return found;
    }

    private static String oneOf(String what, Map<String, MappingNode> known) {
        return known.isEmpty()
                ? "a " + what + " of the kubeconfig, which has none"
                : "a " + what + " of the kubeconfig: " + String.join(", ", known.keySet());
    }

    private static String place(Node node) {
        return place(node.getStartMark().orElseThrow());
    }

    private static String place(Mark mark) {
        return mark.getName() + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private static @Nullable ScalarNode text(MappingNode mapping, String key) {
        return value(mapping, key) instanceof ScalarNode scalar ? scalar : null;
    }

    private static @Nullable Node value(MappingNode mapping, String key) {
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return entry.getValueNode();
            }
        }
        return null;
    }

    private static List<String> texts(List<Path> files) {
        return new ArrayList<>(files.stream().map(Path::toString).toList());
    }
}
