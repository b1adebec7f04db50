package dev.crossfire.series;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How a run is disturbed, and how soon everything must be cleared then; what a zone had has to be started again. */
enum KillWay {
    /** The conductor is killed; its guardian heals. */
    KILLED(5, 10),
    /**
     * The conductor is stopped until all is healed, and woken up again; its guardian accepts three seconds of silence.
     */
    PAUSED(8, 13),
    /** The guardian is killed as well; {@code recover}, whose program has to start first, heals by the journal. */
    GUARDIAN_KILLED(30, 30),
    /** As above, and the run's folder is deleted; {@code recover --env} heals by tags. */
    JOURNAL_DELETED(30, 30),
    /** The conductor gets a stop request, as by Ctrl-C; it heals itself. */
    ABORTED(2, 2);

    private final Duration limit;
    private final Duration limitOfZones;

    KillWay(long seconds, long secondsOfZones) {
        limit = Duration.ofSeconds(seconds);
        limitOfZones = Duration.ofSeconds(secondsOfZones);
    }

    Duration limit(boolean zone) {
        return zone ? limitOfZones : limit;
    }

    /** Its name as people type and read it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Those that are named, with commas between. */
    static List<KillWay> parse(String words) {
        return Stream.of(words.split(",", -1))
                .map(word -> valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
    }
}
