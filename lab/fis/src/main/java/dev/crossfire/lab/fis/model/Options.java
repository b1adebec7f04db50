package dev.crossfire.lab.fis.model;

import org.jspecify.annotations.Nullable;

/**
 * How an experiment runs.
 *
 * @param accountTargeting {@code single-account}
 * @param emptyTargetResolutionMode {@code fail} or {@code skip}
 * @param actionsMode {@code run-all} or {@code skip-all}; only experiments have it
 */
public record Options(
        @Nullable String accountTargeting,
        @Nullable String emptyTargetResolutionMode,
        @Nullable String actionsMode) {
    /** Targets are in the experiment's own account. */
    public static final String SINGLE_ACCOUNT = "single-account";

    /** A target without resources fails the experiment. */
    public static final String FAIL = "fail";

    /** An action whose target has no resources is skipped. */
    public static final String SKIP = "skip";

    /** Actions run. */
    public static final String RUN_ALL = "run-all";

    /** Targets are resolved and all actions skipped: a preview. */
    public static final String SKIP_ALL = "skip-all";

    /** The options of a template that sets none. */
    public static final Options DEFAULT = new Options(SINGLE_ACCOUNT, FAIL, null);

    /** Returns these options, and the other's where these are not set. */
    public Options or(Options other) {
        return new Options(
                accountTargeting == null ? other.accountTargeting : accountTargeting,
                emptyTargetResolutionMode == null ? other.emptyTargetResolutionMode : emptyTargetResolutionMode,
                actionsMode == null ? other.actionsMode : actionsMode);
    }

    /** Returns these options without what only experiments have. */
    public Options ofTemplate() {
        return new Options(accountTargeting, emptyTargetResolutionMode, null);
    }

    /** Returns the options of an experiment started in a mode; a preview skips what it cannot resolve, as on AWS. */
    public Options started(String mode) {
        return new Options(accountTargeting, mode.equals(SKIP_ALL) ? SKIP : emptyTargetResolutionMode, mode);
    }
}
