package dev.crossfire.simulations.vitals;

import org.jspecify.annotations.Nullable;

/**
 * The load generator's vital signs over about one second; a figure that this machine does not report is null.
 *
 * @param seconds how long it was
 * @param ownCpu share of all processors that this process used
 * @param machineCpu share of all processors that all processes used
 * @param stalledMillis for how long this process was not given a processor, or stood still by itself
 * @param files open
 * @param filesAllowed that may be open
 * @param ports local TCP ports in use or cooling down on the whole machine
 * @param portsAllowed that may be handed out
 * @param clockStepMillis by how much the wall clock was set, forward when positive; null when it was not
 */
public record Vitals(
        double seconds,
        @Nullable Double ownCpu,
        @Nullable Double machineCpu,
        double stalledMillis,
        @Nullable Long files,
        @Nullable Long filesAllowed,
        @Nullable Long ports,
        @Nullable Long portsAllowed,
        @Nullable Double clockStepMillis) {}
