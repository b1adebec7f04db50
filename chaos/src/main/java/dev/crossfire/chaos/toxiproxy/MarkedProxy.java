package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Proxy;
import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Toxic;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import java.util.Map;
import java.util.Optional;

/**
 * A proxy that faults disable. A toxic without an effect says for whom, so that any process can enable it again; a proxy
 * that others have disabled has none and stays as it is.
 */
record MarkedProxy(ToxiproxyApi api, String name) {
    /** The toxic that marks it. */
    static Toxic marker(String run, String fault) {
        String toxic = new ToxicName(run, fault, ToxicName.DISABLED).toString();
        return new Toxic(toxic, "latency", Toxic.DOWNSTREAM, Map.of("latency", 0L, "jitter", 0L));
    }

    /**
     * Disables the proxy, which carries a mark.
     *
     * @param toxic the mark's name
     * @throws NotInjectedException when another process has removed the mark meanwhile; the proxy is enabled then
     */
    void disable(String toxic) throws FaultException {
        api.enable(name, false);
        boolean isMarked = api.proxy(name)
                .map(proxy -> proxy.toxics().stream().map(Toxic::name).anyMatch(toxic::equals))
                .orElse(true);
        if (!isMarked) {
            api.enable(name, true);
            throw new NotInjectedException("the fault was healed while it disabled the proxy " + name);
        }
    }

    /**
     * Removes a toxic of Crossfire's; for the last that marks it, the proxy is enabled first, so that a process that dies in
     * between leaves the mark.
     */
    void remove(String toxic) throws FaultException {
        Optional<Proxy> proxy = api.proxy(name);
        if (proxy.isPresent() && isMarker(toxic) && !proxy.get().enabled() && isLast(proxy.get(), toxic)) {
            api.enable(name, true);
        }
        api.remove(name, toxic);
    }

    private static boolean isLast(Proxy proxy, String toxic) {
        return proxy.toxics().stream()
                .map(Toxic::name)
                .filter(MarkedProxy::isMarker)
                .allMatch(toxic::equals);
    }

    private static boolean isMarker(String toxic) {
        return ToxicName.parse(toxic).filter(ToxicName::isMarker).isPresent();
    }
}
