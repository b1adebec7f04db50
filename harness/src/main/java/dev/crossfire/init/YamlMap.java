package dev.crossfire.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A map of a YAML file in another tool's format. What is absent or of another form is empty: init guesses from it, and runs nothing. */
record YamlMap(Map<String, Object> content) {
    private static final long LARGEST_FILE = 1 << 20;

    /** The file's map; empty when there is no file, or it holds none, or is no YAML. */
    static YamlMap read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                return of(Map.of());
            }
            return of(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        } catch (IOException | YamlEngineException unreadable) {
            return of(Map.of());
        }
    }

    private static YamlMap of(@Nullable Object value) {
        Map<String, Object> content = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> {
                if (key instanceof String name && one != null) {
                    content.put(name, one);
                }
            });
        }
        return new YamlMap(content);
    }

    String text(String key) {
        return content.get(key) instanceof String text ? text : "";
    }

    YamlMap map(String key) {
        return of(content.getOrDefault(key, Map.of()));
    }

    List<YamlMap> maps(String key) {
        return content.get(key) instanceof List<?> list
                ? list.stream().filter(Map.class::isInstance).map(YamlMap::of).toList()
                : List.of();
    }
}
