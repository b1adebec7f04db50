package dev.crossfire.scenarios.problems;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of every value and the origin of every effective value, by JSON pointer.
 *
 * <p>Pointers lead through the scenario as overlays write it: lists whose entries have ids are walked by id, as
 * {@code /faults/writer-lost/at}, and an objective's settings are its own, as
 * {@code /objectives/buyers-recover/at-most}.
 */
public final class Origins {
    private final Map<String, SourcePosition> places = new HashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    /** A step deeper; the key is escaped as RFC 6901 wants it. */
    public static String under(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    public void stands(String pointer, SourcePosition place) {
        places.put(pointer, place);
    }

    public void value(String pointer, SourcePosition place) {
        places.put(pointer, place);
        values.put(pointer, place.origin());
    }

    public void byDefault(String pointer, String whose) {
        values.put(pointer, "default of " + whose);
    }

    /**
     * Gives every value an origin: a value that is in no file and in no option is a default.
     *
     * @param pointers of all effective values
     */
    public void complete(Collection<String> pointers) {
        for (String pointer : pointers) {
            if (!values.containsKey(pointer)) {
                values.put(pointer, above(pointer).map(SourcePosition::origin).orElse("default of Crossfire"));
            }
        }
    }

    /**
     * The place of the mapping or list that contains a value, as far as it is below a section or an entry with an id.
     */
    private Optional<SourcePosition> above(String pointer) {
        for (String at = pointer; at.chars().filter(letter -> letter == '/').count() > 2; ) {
            @Nullable SourcePosition place = places.get(at);
            if (place != null) {
                return Optional.of(place);
            }
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return Optional.empty();
    }

    public boolean stands(String pointer) {
        return places.containsKey(pointer);
    }

    /** The origin of every effective value. */
    public Map<String, String> values() {
        return values;
    }

    /** The place of what a pointer leads to, or of the nearest thing above it that is written down. */
    public Optional<SourcePosition> place(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            @Nullable SourcePosition place = places.get(at);
            if (place != null) {
                return Optional.of(place);
            }
        }
        return Optional.ofNullable(places.get(""));
    }
}
