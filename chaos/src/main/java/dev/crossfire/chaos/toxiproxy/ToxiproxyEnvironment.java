package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Proxy;
import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Toxic;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The proxies of one Toxiproxy server. */
final class ToxiproxyEnvironment implements Environment {
    private final Inventory inventory;
    private final ToxiproxyApi api;
    private final RunClock clock;

    ToxiproxyEnvironment(Inventory inventory, ToxiproxyApi api, RunClock clock) {
        this.inventory = inventory;
        this.api = api;
        this.clock = clock;
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public RunClock clock() {
        return clock;
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        if (type.isAssignableFrom(Disruption.class)) {
            return type.cast(new ToxicDisruption(api, clock));
        }
        if (type.isAssignableFrom(ProbeClient.class)) {
            return type.cast(ProbeClient.of(target, clock));
        }
        throw new FaultException("environment " + inventory.environment() + " offers no " + type.getSimpleName()
                + ", only Disruption and ProbeClient; use another fault or another environment");
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        List<Leftover> left = new ArrayList<>();
        for (Proxy proxy : api.proxies()) {
            for (Toxic toxic : proxy.toxics()) {
                ToxicName.parse(toxic.name())
                        .ifPresent(name -> left.add(new Leftover(
                                name.run(),
                                name.fault(),
                                proxy.name() + "/" + toxic.name(),
                                "toxic " + toxic.type() + " of proxy " + proxy.name())));
            }
        }
        new ProxyClaim(api, "", Duration.ZERO, clock)
                .holder()
                .ifPresent(run -> left.add(new Leftover(run, null, ProxyClaim.NAME, "the claim")));
        return left;
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        int end = leftover.id().lastIndexOf('/');
        if (end < 0) {
            api.delete(leftover.id());
        } else {
            api.remove(leftover.id().substring(0, end), leftover.id().substring(end + 1));
        }
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        ProxyClaim claim = new ProxyClaim(api, run, forAtMost, clock);
        claim.take();
        return claim;
    }

    @Override
    public void close() {}
}
