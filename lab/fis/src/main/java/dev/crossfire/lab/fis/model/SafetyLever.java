package dev.crossfire.lab.fis.model;

/** The account's lever: engaged, it stops every experiment and lets none start. */
public record SafetyLever(String id, String arn, LeverState state) {
    /** The only lever's id. */
    public static final String DEFAULT_ID = "default";

    /** The lever's position, {@code engaged} or {@code disengaged}, and why. */
    public record LeverState(
            @RequiredMember String status, @RequiredMember String reason) {}
}
