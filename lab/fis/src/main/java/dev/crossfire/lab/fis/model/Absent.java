package dev.crossfire.lab.fis.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns members that a JSON document left out into empty ones, so that nothing past the reader is null. */
final class Absent {
    private Absent() {}

    static <T> List<T> toEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Keeps the order of the document, in which AWS gives maps back too. */
    static <V> Map<String, V> toEmpty(@Nullable Map<String, V> map) {
        if (map == null) {
            return Map.of();
        }
        map.values().forEach(Objects::requireNonNull);
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
