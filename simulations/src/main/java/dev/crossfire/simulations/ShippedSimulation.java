package dev.crossfire.simulations;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.load.Load;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulation that comes with Crossfire: its defaults, readable without loading Gatling.
 *
 * @param title what its users do, for people
 * @param className the simulation
 * @param load its name and the traffic it makes by default
 * @param healthy when each of its cohorts is healthy unless the scenario has its own rule
 */
public record ShippedSimulation(String title, String className, Load load, Map<String, HealthCriteria> healthy) {
    private static final List<String> NAMES = List.of("TicketOpen");

    public ShippedSimulation {
        healthy = Collections.unmodifiableMap(new LinkedHashMap<>(healthy));
    }

    /** The names a scenario may use, sorted. */
    public static List<String> names() {
        return NAMES;
    }

    /** The shipped simulation of a name; empty when the name must be a class of the user's own. */
    public static Optional<ShippedSimulation> find(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    /** The class to run for what a scenario calls its simulation. */
    static String classNameOf(String simulation) {
        return find(simulation).map(ShippedSimulation::className).orElse(simulation);
    }

    private static ShippedSimulation read(String name) {
        try (InputStream resource = ShippedSimulation.class.getResourceAsStream(name + ".json")) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + name + ".json; build it again");
            }
            return Json.read(new String(resource.readAllBytes(), StandardCharsets.UTF_8), ShippedSimulation.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the defaults of " + name, broken);
        }
    }
}
