package dev.crossfire.model.verdict;

/** The outcome of an objective, from best to worst; no evidence is never a pass. */
public enum Outcome {
    PASS,
    INCONCLUSIVE,
    FAIL
}
