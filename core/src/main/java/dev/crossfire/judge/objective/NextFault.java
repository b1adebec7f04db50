package dev.crossfire.judge.objective;

import dev.crossfire.spi.RunFacts;
import dev.crossfire.spi.RunFacts.FaultTimes;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fault that took effect next after another: what is seen from then on may be its doing.
 *
 * @param effect when it took effect at the earliest, in seconds after t = 0
 */
record NextFault(String id, double effect) {
    /** Empty when no other took effect after it. */
    static Optional<NextFault> after(String fault, FaultTimes times, RunFacts facts) {
        return facts.plan().faults().stream()
                .map(planned -> planned.spec().id())
                .filter(id -> !id.equals(fault))
                .flatMap(id -> Stream.ofNullable(facts.times(id))
                        .map(other -> new NextFault(id, ObjectiveWords.seconds(other.effectLow()))))
                .filter(next -> next.effect() >= ObjectiveWords.seconds(times.effectLow()))
                .min(Comparator.comparingDouble(NextFault::effect));
    }
}
