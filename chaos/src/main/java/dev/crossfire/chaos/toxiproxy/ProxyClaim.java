package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Proxy;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run's claim on a Toxiproxy server: a disabled proxy, of whose name there can be only one; its upstream names the run and
 * when the claim expires.
 */
final class ProxyClaim implements EnvironmentClaim {
    static final String NAME = "crossfire-claim";

    private final ToxiproxyApi api;
    private final String run;
    private final Duration forAtMost;
    private final RunClock clock;

    ProxyClaim(ToxiproxyApi api, String run, Duration forAtMost, RunClock clock) {
        this.api = api;
        this.run = run;
        this.forAtMost = forAtMost;
        this.clock = clock;
    }

    /**
     * Takes it, or takes it over from a run whose claim has expired.
     *
     * @throws FaultException when another run has it
     */
    void take() throws FaultException {
        Optional<Proxy> standing = api.proxy(NAME);
        if (standing.isPresent() && holder(standing.get(), clock).isEmpty()) {
            api.delete(NAME);
        }
        if (!api.create(NAME, "127.0.0.1:0", text(), false)) {
            renew();
        }
    }

    private Optional<String> holder() throws FaultException {
        return api.proxy(NAME).flatMap(proxy -> holder(proxy, clock));
    }

    @Override
    public void renew() throws FaultException {
        String holder = holder().orElseThrow(() -> new FaultException(
                "run " + run + " has lost its claim: it has expired, or the proxy " + NAME + " was deleted"));
        if (!holder.equals(run)) {
            throw new FaultException(
                    "run " + holder + " has claimed the environment; wait until it has ended, or abort it");
        }
        api.lead(NAME, text());
    }

    @Override
    public void release() throws FaultException {
        if (holder().filter(run::equals).isPresent()) {
            api.delete(NAME);
        }
    }

    private String text() {
        return run + "@" + clock.instant().plus(forAtMost).toEpochMilli();
    }

    /** The run whose valid claim a proxy is; empty for any other proxy, and when it has expired. */
    static Optional<String> holder(Proxy proxy, RunClock clock) {
        int at = proxy.upstream().lastIndexOf('@');
        if (!proxy.name().equals(NAME) || at <= 0) {
            return Optional.empty();
        }
        try {
            Instant until = Instant.ofEpochMilli(Long.parseLong(proxy.upstream().substring(at + 1)));
            return Optional.of(proxy.upstream().substring(0, at))
                    .filter(run -> clock.instant().isBefore(until));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
