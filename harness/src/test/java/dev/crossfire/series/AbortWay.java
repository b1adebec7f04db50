package dev.crossfire.series;

import java.io.IOException;
import java.nio.file.Path;

/** How a run is stopped. */
enum AbortWay {
    /** By {@code crossfire abort RUN} from elsewhere; the time that command takes to begin counts, too. */
    COMMAND("crossfire abort"),
    /** As a service manager does. */
    TERM("SIGTERM"),
    /** As a person does. */
    INTERRUPT("Ctrl-C");

    private final String words;

    AbortWay(String words) {
        this.words = words;
    }

    /** Each kind by each way in the end, and neighbours by different ones. */
    static AbortWay of(int trial, int kinds) {
        return values()[(trial / kinds + trial % kinds) % values().length];
    }

    /** Asks; returns at once. */
    void ask(Victim victim, Path home, Path folder, Path run) throws IOException, InterruptedException {
        switch (this) {
            case COMMAND -> Victim.crossfire(home, folder.resolve("abort.txt"), "abort", run.toString());
            case TERM -> victim.signal("TERM");
            case INTERRUPT -> victim.signal("INT");
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
