package dev.crossfire.model.verdict;

/** How an objective came out, from best to worst; no evidence is never a pass. */
public enum Outcome {
    PASS,
    INCONCLUSIVE,
    FAIL
}
