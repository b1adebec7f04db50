package dev.crossfire.witness;

/**
 * What a message says of an alarm.
 *
 * @param alarm its name; the message's first line where it names none
 * @param firing whether it has begun, rather than ended
 */
record AlarmMessage(String alarm, boolean firing) {}
