package dev.crossfire.model.objective;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names a phase, of a fault where the phase belongs to one: {@code whole}, {@code after writer-lost}.
 *
 * @param fault the fault's id; null exactly for {@link Phase#SPIKE} and {@link Phase#WHOLE}
 */
public record PhaseRef(Phase phase, @Nullable String fault) {
    /** The whole run. */
    public static final PhaseRef WHOLE = new PhaseRef(Phase.WHOLE, null);

    public PhaseRef {
        boolean ofRun = phase == Phase.SPIKE || phase == Phase.WHOLE;
        if (ofRun != (fault == null)) {
            throw new IllegalArgumentException(
                    ofRun
                            ? "phase " + phase.name().toLowerCase(Locale.ROOT) + " belongs to no fault"
                            : "phase " + phase.name().toLowerCase(Locale.ROOT) + " needs the id of a fault");
        }
    }

    /**
     * Reads {@code whole}, {@code spike}, {@code before ID}, {@code impact ID} or {@code after ID}.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static PhaseRef parse(String text) {
        String[] words = text.strip().split("\\s+", 2);
        for (Phase phase : Phase.values()) {
            if (phase.name().equalsIgnoreCase(words[0])) {
                return new PhaseRef(phase, words.length > 1 ? words[1] : null);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a phase; expected whole, spike, or before, impact or after with a fault's id");
    }

    @Override
    public String toString() {
        String name = phase.name().toLowerCase(Locale.ROOT);
        return fault == null ? name : name + " " + fault;
    }

    /** An interval of a run over which figures are counted. */
    public enum Phase {
        /** From t = 0 until the fault was injected: the baseline. */
        BEFORE,
        /** From the fault's effect until the cohort recovered. */
        IMPACT,
        /** From recovery until the end of load. */
        AFTER,
        /** While any cohort's rate is above its base. */
        SPIKE,
        /** From t = 0 until the end of load. */
        WHOLE
    }
}
