package dev.crossfire.simulations.recorder;

import dev.crossfire.model.ScenarioInjection;
import io.gatling.app.SimulationClass;
import io.gatling.core.Predef$;
import io.gatling.core.config.GatlingConfiguration;
import java.util.List;
import java.util.Optional;
import scala.Option;

/** A simulation that is built to be described; neither its {@code before()} nor any request is run. */
public final class BuiltSimulation {
    private BuiltSimulation() {}

    /**
     * Builds a simulation and reads its profiles; throws whatever its own code throws, checked exceptions included.
     *
     * @return empty when the class is nothing that Gatling can run
     */
    public static Optional<List<ScenarioInjection>> injections(Class<?> simulation) {
        Option<SimulationClass> runnable = SimulationClass.fromClass(simulation);
        if (runnable.isEmpty()) {
            return Optional.empty();
        }
        // Gatling's own runner does this before it builds anything: the Scala DSL reads it.
        Predef$.MODULE$._configuration_$eq(GatlingConfiguration.load());
        return Optional.of(OpenModel.injections(runnable.get().params()));
    }
}
