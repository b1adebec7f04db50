package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.faults.DatabaseUnreachable;
import dev.crossfire.chaos.faults.DatabaseUnreachable.ClientEffect;
import dev.crossfire.chaos.faults.NetworkBandwidth;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.chaos.injection.TimedInjection;
import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Proxy;
import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Toxic;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Breaks links by toxics, which carry run and fault in their names, or by disabling their proxies; and takes both back. */
final class ToxicDisruption implements Disruption {
    private static final int BYTES_PER_KILOBYTE = 1_000;

    private final ToxiproxyApi api;
    private final RunClock clock;

    ToxicDisruption(ToxiproxyApi api, RunClock clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * A toxic of one proxy.
     *
     * @param disables whether it marks the proxy, which is disabled next
     */
    private record PlannedToxic(String proxy, Toxic toxic, boolean disables) {}

    @Override
    public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
        List<String> enabled =
                api.proxies().stream().filter(Proxy::enabled).map(Proxy::name).toList();
        List<PlannedToxic> toxics = new ArrayList<>();
        for (InjectionStep step : steps) {
            for (Target target : step.targets()) {
                if (!enabled.contains(target.id())) {
                    throw new FaultException("the proxy " + target.id()
                            + " is missing or disabled; expected one that takes connections");
                }
                if (isDisabling(step.spec())) {
                    toxics.add(new PlannedToxic(target.id(), MarkedProxy.marker(run, fault), true));
                } else {
                    toxics(run, fault, step.spec())
                            .forEach(toxic -> toxics.add(new PlannedToxic(target.id(), toxic, false)));
                }
            }
        }
        return new ToxicInjection(run, fault, toxics, steps.get(0).duration());
    }

    /** A proxy that is disabled refuses connections, as no toxic makes it. */
    private static boolean isDisabling(DisruptionSpec spec) {
        return spec.capability().equals(Capability.REFUSAL)
                || (spec.capability().equals(Capability.UNREACHABLE)
                        && spec.settings(DatabaseUnreachable.Settings.class).meets() == ClientEffect.REFUSE);
    }

    /** What delays or limits is what the target sends; what cuts off must do so in both directions, for no byte may pass. */
    private static List<Toxic> toxics(String run, String fault, DisruptionSpec spec) {
        if (spec.capability().equals(Capability.LATENCY)) {
            NetworkLatency.Settings slow = spec.settings(NetworkLatency.Settings.class);
            Map<String, Long> delays = Map.of(
                    "latency", slow.delay().toMillis(), "jitter", slow.varies().toMillis());
            return List.of(toxic(run, fault, "latency", Toxic.DOWNSTREAM, delays));
        }
        if (spec.capability().equals(Capability.BANDWIDTH)) {
            double bytes =
                    spec.settings(NetworkBandwidth.Settings.class).bytes().perSecond();
            return List.of(toxic(
                    run, fault, "bandwidth", Toxic.DOWNSTREAM, Map.of("rate", Math.round(bytes / BYTES_PER_KILOBYTE))));
        }
        String type = spec.capability().equals(Capability.RESET) ? "reset_peer" : "timeout";
        // Zero: at once, and for as long as the toxic is there.
        Map<String, Long> atOnce = Map.of("timeout", 0L);
        return List.of(
                toxic(run, fault, type, Toxic.DOWNSTREAM, atOnce), toxic(run, fault, type, Toxic.UPSTREAM, atOnce));
    }

    private static Toxic toxic(String run, String fault, String type, String stream, Map<String, Long> attributes) {
        return new Toxic(new ToxicName(run, fault, stream).toString(), type, stream, attributes);
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        for (Proxy proxy : api.proxies()) {
            for (Toxic toxic : proxy.toxics()) {
                if (isOf(toxic, run, fault)) {
                    new MarkedProxy(api, proxy.name()).remove(toxic.name());
                }
            }
        }
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        List<String> left = api.proxies().stream()
                .filter(proxy -> proxy.toxics().stream().anyMatch(toxic -> isOf(toxic, run, fault)))
                .map(Proxy::name)
                .toList();
        return left.isEmpty()
                ? new ClearedStatus(true, "no proxy has a toxic of " + fault)
                : new ClearedStatus(false, "the proxy " + String.join(", ", left) + " has a toxic of " + fault);
    }

    private static boolean isOf(Toxic toxic, String run, String fault) {
        return ToxicName.parse(toxic.name())
                .filter(name -> name.isOf(run, fault))
                .isPresent();
    }

    /** Adds all toxics of a fault, or none. */
    private final class ToxicInjection extends TimedInjection {
        private final String run;
        private final String fault;
        private final List<PlannedToxic> toxics;

        ToxicInjection(String run, String fault, List<PlannedToxic> toxics, @Nullable Duration duration) {
            super(clock, duration);
            this.run = run;
            this.fault = fault;
            this.toxics = List.copyOf(toxics);
        }

        /** The names of toxics suffice. */
        @Override
        public Map<String, String> handle() {
            return Map.of();
        }

        @Override
        protected void begin() throws FaultException {
            int added = 0;
            try {
                for (PlannedToxic planned : toxics) {
                    api.add(planned.proxy(), planned.toxic());
                    added++;
                    if (planned.disables()) {
                        new MarkedProxy(api, planned.proxy())
                                .disable(planned.toxic().name());
                    }
                }
            } catch (NotInjectedException refused) {
                if (added == 0) {
                    throw refused;
                }
                Rollback.after(refused, () -> undo(run, fault, Map.of()));
                throw new FaultException("it was injected in part, and taken back: " + refused.getMessage(), refused);
            }
        }

        @Override
        protected boolean isHealed() throws FaultException {
            return left(run, fault, Map.of()).cleared();
        }

        @Override
        protected void end() throws FaultException {
            undo(run, fault, Map.of());
        }
    }
}
