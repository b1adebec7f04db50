package dev.crossfire.calibrate.outage;

import dev.crossfire.model.Rate;
import java.util.List;

/**
 * One cohort with an address of its own, so that its outages are nobody else's.
 *
 * @param name of the cohort
 * @param rate at which its users ask, the same all the time
 * @param outages in order
 */
public record Lane(String name, Rate rate, List<Outage> outages) {
    public Lane {
        outages = List.copyOf(outages);
    }
}
