package dev.crossfire.simulations.recorder;

import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import java.util.List;

/**
 * A simulation that is loaded and built and has not begun.
 *
 * @param scenarios its scenarios' names
 * @param intendedKnown those whose users' first requests have a known intended start
 * @param controller Gatling's own, through which a run is stopped
 */
public record ArmedRun(List<String> scenarios, List<String> intendedKnown, ActorRef<Controller.Command> controller) {
    /** Asks Gatling to end the run at once; requests in flight are cut short. */
    public void stop(String why) {
        controller.$bang(new Controller$Command$StopLoadGenerator(why, false));
    }
}
