package dev.crossfire.simulations;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the simulation {@code Lanes} is told, for whoever starts it without having Gatling. */
public final class LaneSettings {
    /** The simulation's class. */
    public static final String SIMULATION = "dev.crossfire.simulations.Lanes";

    /** How long a user waits for its answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String ADDRESS = "crossfire.lane.";

    private LaneSettings() {}

    /** The parameters of a load, from each cohort's own address, as {@code http://127.0.0.1:8080/}. */
    public static Map<String, String> parameters(Map<String, String> addresses) {
        Map<String, String> parameters = new LinkedHashMap<>();
        addresses.forEach((cohort, address) -> parameters.put(ADDRESS + cohort, address));
        parameters.put("gatling.socket.connectTimeout", String.valueOf(PATIENCE.toMillis()));
        return parameters;
    }

    /** Where a cohort's users go. */
    static String address(String cohort) {
        String address = System.getProperty(ADDRESS + cohort);
        if (address == null) {
            throw new IllegalStateException(
                    "found no parameter " + ADDRESS + cohort + ", wanted the address of the cohort's own server");
        }
        return address;
    }
}
