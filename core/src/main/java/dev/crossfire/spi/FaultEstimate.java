package dev.crossfire.spi;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a fault costs in an environment, and why that environment would refuse it; found out without doing it.
 *
 * @param costDollars in US dollars at the published prices; 0 where nothing is charged
 * @param objections why the environment would refuse it, each as what is invalid and what is expected; empty when nothing
 *     is known against it
 */
public record FaultEstimate(double costDollars, List<Objection> objections) {
    /** Nothing is charged, and nothing is known against it. */
    public static final FaultEstimate FREE = new FaultEstimate(0, List.of());

    /**
     * A reason to refuse a fault.
     *
     * @param found what is invalid
     * @param expected what is expected instead
     * @param hint what to do about it
     */
    public record Objection(String found, String expected, String hint) {}

    public FaultEstimate {
        objections = List.copyOf(objections);
    }

    /** What both cost together, with the objections of both. */
    public FaultEstimate plus(FaultEstimate other) {
        return new FaultEstimate(
                costDollars + other.costDollars(),
                Stream.concat(objections.stream(), other.objections().stream()).toList());
    }
}
