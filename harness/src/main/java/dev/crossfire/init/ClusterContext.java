package dev.crossfire.init;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A context of a kubeconfig. No user, token or certificate is read.
 *
 * @param name of the context
 * @param server the address of its API server
 * @param namespace its namespace, {@code default} if it names none
 */
public record ClusterContext(String name, String server, String namespace) {
    /** The contexts of these files; as with kubectl, the first file that has a name wins. */
    static List<ClusterContext> in(List<Path> files) {
        Map<String, Map<String, Object>> contexts = new LinkedHashMap<>();
        Map<String, Map<String, Object>> clusters = new LinkedHashMap<>();
        for (Path file : files) {
            YamlMap config = YamlMap.read(file);
            collect(config, "contexts", "context", contexts);
            collect(config, "clusters", "cluster", clusters);
        }
        List<ClusterContext> found = new ArrayList<>();
        contexts.forEach((name, content) -> {
            YamlMap context = new YamlMap(content);
            String cluster = context.text("cluster");
            String server = new YamlMap(clusters.getOrDefault(cluster, Map.of())).text("server");
            String namespace = context.text("namespace");
            if (!server.isEmpty()) {
                found.add(new ClusterContext(name, server, namespace.isEmpty() ? "default" : namespace));
            }
        });
        return List.copyOf(found);
    }

    private static void collect(YamlMap config, String list, String key, Map<String, Map<String, Object>> found) {
        for (YamlMap entry : config.maps(list)) {
            if (!entry.text("name").isEmpty()) {
                found.putIfAbsent(entry.text("name"), entry.map(key).content());
            }
        }
    }

    /**
     * The files that kubectl would read.
     *
     * @param variable the value of {@code KUBECONFIG}; null when it is not set
     */
    public static List<Path> files(@Nullable String variable, Path home) {
        if (variable == null || variable.isBlank()) {
            return List.of(home.resolve(".kube").resolve("config"));
        }
        return Stream.of(variable.split(Pattern.quote(File.pathSeparator), -1))
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .toList();
    }
}
