package dev.crossfire.simulations.recorder;

import dev.crossfire.model.Population;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import java.util.List;

/**
 * A simulation that is loaded and built and has not begun.
 *
 * @param populations its scenarios, in the simulation's order
 * @param controller Gatling's own, through which a run is stopped
 */
public record ArmedRun(List<Population> populations, ActorRef<Controller.Command> controller) {
    /** Requests Gatling to end the run at once; requests in flight are cut short. */
    public void stop(String why) {
        controller.$bang(new Controller$Command$StopLoadGenerator(why, false));
    }
}
