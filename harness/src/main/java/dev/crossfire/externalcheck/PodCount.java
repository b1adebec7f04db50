package dev.crossfire.externalcheck;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.evidence.Observation;
import dev.crossfire.externalcheck.Poller.PollTask;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Counts the pods of a role that serve, as their cluster reports it. */
record PodCount(String role, Pods pods) implements PollTask {
    /**
     * The pods of a role.
     *
     * @throws IOException when nothing in the role is a pod
     */
    static PodCount of(Environment environment, String role) throws IOException {
        for (Target target : environment.inventory().inRole(role)) {
            if (target.capabilities().contains(Capability.PODS)) {
                try {
                    return new PodCount(role, environment.capability(target, Pods.class));
                } catch (FaultException refused) {
                    throw new IOException(
                            "the pods of " + role + " cannot be counted: " + refused.getMessage(), refused);
                }
            }
        }
        throw new IOException("no target in the role " + role + " is a pod that could be counted");
    }

    @Override
    public String source() {
        return "pods of " + role;
    }

    @Override
    public List<Observation> poll(InstantSource clock) throws IOException {
        try {
            List<Pod> all = pods.list();
            int serving = (int) all.stream().filter(Pod::serves).count();
            return List.of(new Observation.Serving(clock.instant(), source(), serving, all.size()));
        } catch (FaultException unknown) {
            throw new IOException(unknown.getMessage(), unknown);
        }
    }
}
