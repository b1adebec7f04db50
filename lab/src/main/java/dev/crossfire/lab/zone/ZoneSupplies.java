package dev.crossfire.lab.zone;

/**
 * The supplies of a zone.
 *
 * @param power without it nothing in the zone runs
 * @param network without it what runs in the zone cannot be reached, and clients get no error
 */
public record ZoneSupplies(ZoneSupply power, ZoneSupply network) {
    /** Returns supplies that reach every zone. */
    public static ZoneSupplies everywhere() {
        return new ZoneSupplies(new ZoneSupply("power"), new ZoneSupply("network"));
    }

    /** Returns whether what is in a zone can do its work for others. */
    public boolean serves(LabZone zone) {
        return power.reaches(zone) && network.reaches(zone);
    }
}
