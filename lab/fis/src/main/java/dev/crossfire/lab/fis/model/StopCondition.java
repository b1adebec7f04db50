package dev.crossfire.lab.fis.model;

import org.jspecify.annotations.Nullable;

/**
 * What stops an experiment before its end.
 *
 * @param source {@code none} or {@code aws:cloudwatch:alarm}
 * @param value the alarm's ARN
 */
public record StopCondition(
        @RequiredMember String source, @Nullable String value) {
    /** The source that never stops anything. */
    public static final String NONE = "none";

    /** The source that is a CloudWatch alarm. */
    public static final String ALARM = "aws:cloudwatch:alarm";
}
