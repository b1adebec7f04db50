package dev.crossfire.judge.recovery;

/** Locates the end of trouble in its neighbourhood as a step or a ramp, whichever the requests make more likely. */
final class EdgeLocator {
    static double DROP = Double.parseDouble(System.getProperty("drop", "3.0"));
    static double PENALTY = Double.parseDouble(System.getProperty("penalty", "3.0"));

    static Bracket end(Neighbourhood requests, Levels levels) {
        StepFit step = new StepFit(requests, levels);
        RampFit ramp = new RampFit(requests, levels, DROP);
        double rampBest = ramp.best() - PENALTY;
        double floor = Math.max(step.best(), rampBest) - DROP;
        boolean stepIn = step.best() >= floor;
        long low = stepIn ? step.lowMicros(floor) : ramp.bestMicros();
        long high = stepIn ? step.highMicros(floor) : ramp.bestMicros();
        low = ramp.lowMicros(floor + PENALTY, low);
        high = ramp.highMicros(floor + PENALTY, high);
        long best = step.best() >= rampBest ? step.bestMicros() : ramp.bestMicros();
        return new Bracket(Math.min(low, best), best, Math.max(high, best));
    }

    private EdgeLocator() {}
}
