package dev.crossfire.scenarios.problems;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The position of every value and the origin of every effective value, by JSON pointer.
 *
 * <p>Pointers lead through the scenario as overlays write it: lists whose entries have ids are walked by id, as
 * {@code /faults/writer-lost/at}, and an objective's settings are its own, as
 * {@code /objectives/buyers-recover/at-most}.
 */
public final class ValueOrigins {
    private final Map<String, SourcePosition> positions = new HashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    public void setPosition(String pointer, SourcePosition position) {
        positions.put(pointer, position);
    }

    public void setValue(String pointer, SourcePosition position) {
        positions.put(pointer, position);
        origins.put(pointer, position.origin());
    }

    public void setDefault(String pointer, String whose) {
        origins.put(pointer, "default of " + whose);
    }

    /**
     * Gives every value an origin: a value that is in no file and in no option is a default.
     *
     * @param pointers of all effective origins
     */
    public void complete(Collection<String> pointers) {
        for (String pointer : pointers) {
            if (!origins.containsKey(pointer)) {
                origins.put(
                        pointer,
                        nearestAbove(pointer).map(SourcePosition::origin).orElse("default of Crossfire"));
            }
        }
    }

    /**
     * The position of the mapping or list that contains a value, if it is below a section or an entry with an id.
     */
    private Optional<SourcePosition> nearestAbove(String pointer) {
        for (String at = pointer; at.chars().filter(letter -> letter == '/').count() > 2; ) {
            @Nullable SourcePosition position = positions.get(at);
            if (position != null) {
                return Optional.of(position);
            }
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return Optional.empty();
    }

    public boolean isWritten(String pointer) {
        return positions.containsKey(pointer);
    }

    /** The origin of every effective value. */
    public Map<String, String> origins() {
        return origins;
    }

    /** The position of what a pointer leads to, or of the nearest value above it that is written. */
    public Optional<SourcePosition> position(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
            @Nullable SourcePosition position = positions.get(at);
            if (position != null) {
                return Optional.of(position);
            }
        }
        return Optional.ofNullable(positions.get(""));
    }
}
