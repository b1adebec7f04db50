package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.disruption.DisruptionEnvironment;
import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Proxy;
import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Toxic;
import dev.crossfire.model.Inventory;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The proxies of one Toxiproxy server. */
final class ToxiproxyEnvironment extends DisruptionEnvironment {
    private final ToxiproxyApi api;

    ToxiproxyEnvironment(Inventory inventory, ToxiproxyApi api, RunClock clock) {
        super(inventory, new ToxicDisruption(api, clock), clock);
        this.api = api;
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        List<Leftover> left = new ArrayList<>();
        for (Proxy proxy : api.proxies()) {
            ProxyClaim.holder(proxy, clock())
                    .ifPresent(run -> left.add(new Leftover(run, null, ProxyClaim.NAME, "the claim")));
            for (Toxic toxic : proxy.toxics()) {
                ToxicName.parse(toxic.name())
                        .ifPresent(name -> left.add(new Leftover(
                                name.run(),
                                name.fault(),
                                proxy.name() + "/" + toxic.name(),
                                name.isMarker()
                                        ? "the disabled proxy " + proxy.name()
                                        : "toxic " + toxic.type() + " of proxy " + proxy.name())));
            }
        }
        return left;
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        int end = leftover.id().lastIndexOf('/');
        if (end < 0) {
            api.delete(leftover.id());
        } else {
            new MarkedProxy(api, leftover.id().substring(0, end))
                    .remove(leftover.id().substring(end + 1));
        }
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        ProxyClaim claim = new ProxyClaim(api, run, forAtMost, clock());
        claim.take();
        return claim;
    }
}
