package dev.crossfire.plan;

import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws everything that a plan leaves to chance, from one seed.
 *
 * <p>Each choice has a sequence of numbers of its own, so that one more fault does not change what the others do.
 */
record SeededDraw(long seed) {
    /** The faults that are injected, in the scenario's order. */
    List<FaultSpec> faults(Scenario scenario) {
        @Nullable Integer some = scenario.pick();
        if (some == null || some >= scenario.faults().size()) {
            return scenario.faults();
        }
        List<FaultSpec> drawn = some(scenario.faults(), some, "draw");
        return scenario.faults().stream().filter(drawn::contains).toList();
    }

    /** When a fault begins after t = 0, in whole milliseconds; null when it waits for another. */
    @Nullable
    Duration start(FaultSpec spec) {
        if (spec.start() instanceof Start.At at) {
            return at.offset();
        }
        if (spec.start() instanceof Start.Between between) {
            long from = between.from().toMillis();
            long length = Math.max(1, between.to().toMillis() - from);
            return Duration.ofMillis(from + random("start " + spec.id()).nextLong(length));
        }
        return null;
    }

    /** So many of the candidates, in no particular order. */
    <T> List<T> some(List<T> candidates, int some, String what) {
        List<T> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, new Random(random(what).nextLong()));
        return shuffled.subList(0, some);
    }

    private SplittableRandom random(String what) {
        // Neighbouring seeds give Random neighbouring first numbers; SplittableRandom parts them.
        return new SplittableRandom(seed * 31 + what.hashCode());
    }
}
