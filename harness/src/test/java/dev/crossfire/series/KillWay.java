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
     * The conductor is stopped until all is healed, and resumed; its guardian accepts three seconds of silence.
     */
    PAUSED(8, 13),
    /** The guardian is killed as well; {@code recover}, whose program has to start first, heals by the journal. */
    GUARDIAN_KILLED(30, 30),
    /** As above, and the run's folder is deleted; {@code recover --env} heals by tags. */
    JOURNAL_DELETED(30, 30),
    /** The conductor gets a stop request, as by Ctrl-C; it heals itself. */
    ABORTED(2, 2),
    /**
     * As above, while clients attack every port and take up to half of two processors: what a zone had is told to start
     * as soon, but starts beside them.
     */
    ABORTED_UNDER_ATTACK(2, 7),
    /** The load generator is killed; the conductor heals and ends. */
    GENERATOR_KILLED(5, 10),
    /** A process of the lab is killed, then the run gets a stop request; the lab starts the process again. */
    PART_KILLED(20, 25),
    /** As above, with every database: none answers while the run heals. */
    DATABASES_KILLED(40, 40),
    /** The file system of the run's folder is full from then on. */
    DISK_FULL(10, 15),
    /** The conductor can open no further file and no connection, then gets a stop request. */
    DESCRIPTORS_EXHAUSTED(15, 20),
    /** The wall clock of the run's processes is set, then the run gets a stop request. */
    CLOCK_SET(5, 10);

    private final Duration limit;
    private final Duration limitOfZones;

    KillWay(long seconds, long secondsOfZones) {
        limit = Duration.ofSeconds(seconds);
        limitOfZones = Duration.ofSeconds(secondsOfZones);
    }

    /** Whether a fault may be left unproven by the run itself, if {@code recover} then proves it gone. */
    boolean mayEndDirty() {
        return this == DATABASES_KILLED || this == PART_KILLED || this == DESCRIPTORS_EXHAUSTED;
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
