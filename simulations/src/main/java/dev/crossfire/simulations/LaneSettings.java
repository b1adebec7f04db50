package dev.crossfire.simulations;

import dev.crossfire.evidence.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of the simulation {@code Lanes}, for code that starts it without having Gatling. */
public final class LaneSettings {
    /** The simulation's class. */
    public static final String SIMULATION = "dev.crossfire.simulations.Lanes";

    /** How long a user waits for its answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The class for users who wait for their answers. */
    public static final String CLOSED_SIMULATION = "dev.crossfire.simulations.Lanes$ClosedLanes";

    /** How long such a user waits for its answer. */
    public static final Duration CLOSED_PATIENCE = Duration.ofSeconds(2);

    private static final String CLOSED = "crossfire.lanes.closed";
    private static final String ADDRESS = "crossfire.lane.";

    private LaneSettings() {}

    /** The parameters of a load, from each cohort's own address, as {@code http://127.0.0.1:8080/}. */
    public static Map<String, String> parameters(Map<String, String> addresses) {
        Map<String, String> parameters = new LinkedHashMap<>();
        addresses.forEach((cohort, address) -> parameters.put(ADDRESS + cohort, address));
        parameters.put("gatling.socket.connectTimeout", String.valueOf(PATIENCE.toMillis()));
        return parameters;
    }

    /**
     * Users who wait for their answers.
     *
     * @param think how long each thinks between an answer and the next request
     * @param apart within how long all of them begin
     */
    public record WaitingLaneUsers(String cohort, int users, Duration think, Duration apart) {}

    /** The parameters of a closed load, from each cohort's own address and its users. */
    public static Map<String, String> closedParameters(Map<String, String> addresses, List<WaitingLaneUsers> users) {
        Map<String, String> parameters = parameters(addresses);
        parameters.put(CLOSED, Json.line(users));
        return parameters;
    }

    /** The users of every cohort of a closed load. */
    static List<WaitingLaneUsers> closedUsers() {
        try {
            return List.of(Json.read(System.getProperty(CLOSED, "[]"), WaitingLaneUsers[].class));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Where a cohort's users go. */
    static String address(String cohort) {
        String address = System.getProperty(ADDRESS + cohort);
        if (address == null) {
            throw new IllegalStateException(
                    "missing parameter " + ADDRESS + cohort + "; expected the address of the cohort's own server");
        }
        return address;
    }
}
