package dev.crossfire.lab.zone;

/**
 * What keeps a zone alive.
 *
 * @param power without it nothing in the zone runs
 * @param network without it what runs in the zone is reached by nobody, and nobody is told so
 */
public record ZoneSupplies(ZoneSupply power, ZoneSupply network) {
    /** Returns supplies that reach every zone. */
    public static ZoneSupplies everywhere() {
        return new ZoneSupplies(new ZoneSupply("power"), new ZoneSupply("network"));
    }

    /** Returns whether what is in a zone can do its work for others. */
    public boolean serves(Zone zone) {
        return power.reaches(zone) && network.reaches(zone);
    }
}
