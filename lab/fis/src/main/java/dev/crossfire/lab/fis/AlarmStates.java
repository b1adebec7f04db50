package dev.crossfire.lab.fis;

/** The CloudWatch alarms that stop conditions name. */
@FunctionalInterface
public interface AlarmStates {
    /** Alarms of a lab that has none: every ARN is missing. */
    AlarmStates NONE = arn -> AlarmState.MISSING;

    /**
     * Returns the present state of an alarm; called about once a second for each running experiment that names it, so
     * answer from memory.
     */
    AlarmState state(String alarmArn);

    /** The state of an alarm. */
    enum AlarmState {
        /** Nothing is wrong. */
        OK,
        /** The alarm fires: its experiments stop. */
        ALARM,
        /** There are too few data points: experiments go on. */
        INSUFFICIENT_DATA,
        /** There is no such alarm: an experiment that names it cannot start. */
        MISSING
    }
}
