package dev.crossfire.model.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the evidence of a run is as the run wrote it.
 *
 * @param ended whether the run wrote its manifest, which it does last; without it, evidence may be missing unnoticed
 * @param damage every place that is not as the run wrote it
 */
public record EvidenceFigures(boolean ended, List<EvidenceDamage> damage) {
    /** Evidence that is as it was written. */
    public static final EvidenceFigures WHOLE = new EvidenceFigures(true, List.of());

    public EvidenceFigures {
        damage = List.copyOf(damage);
    }

    /**
     * A place at which a run's evidence is not what the run wrote.
     *
     * @param file its name in the run's folder
     * @param atByte where the first record that is concerned begins, counted from 0; null when the file as a whole is
     */
    public record EvidenceDamage(
            String file, DamageKind kind, @Nullable Long atByte) {
        /** What is wrong with a file. */
        public enum DamageKind {
            /** A record does not match its checksum. */
            CHANGED,
            /** It ends within a record, or before the end that the run wrote. */
            CUT,
            /** It goes on after its end, or the run did not write it at all. */
            ADDED,
            /** It does not exist. */
            MISSING,
            /** Its records are whole, but the run did not write them. */
            REPLACED
        }

        /** What is wrong, as a clause. */
        public String text() {
            String place = atByte == null ? "" : " at byte " + atByte;
            return file
                    + switch (kind) {
                        case CHANGED -> " is damaged" + place + ", and nothing from there on counts";
                        case CUT -> " is cut off" + place;
                        case ADDED ->
                            atByte == null ? " was not written by the run" : " has bytes after its end" + place;
                        case MISSING -> " is missing";
                        case REPLACED -> " is whole, but not the file that the run wrote";
                    };
        }
    }
}
