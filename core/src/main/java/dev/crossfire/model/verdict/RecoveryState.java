package dev.crossfire.model.verdict;

/** A cohort's recovery. */
public enum RecoveryState {
    RECOVERED,
    NO_IMPACT,
    CENSORED,
    METASTABLE,
    CONFOUNDED,
    UNHEALTHY_BEFORE
}
