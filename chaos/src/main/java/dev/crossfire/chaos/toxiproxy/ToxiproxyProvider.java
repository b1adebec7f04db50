package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.toxiproxy.ToxiproxyApi.Proxy;
import dev.crossfire.chaos.toxiproxy.ToxiproxySettings.ProxyRole;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Toxiproxy: links between services go through its proxies, and its toxics break them. */
public final class ToxiproxyProvider implements EnvironmentProvider<ToxiproxySettings, ProxyRole> {
    static final String TYPE = "toxiproxy:proxy";

    @Override
    public String name() {
        return "toxiproxy";
    }

    @Override
    public String summary() {
        return "links that go through the proxies of a Toxiproxy server, broken by its toxics";
    }

    @Override
    public Class<ToxiproxySettings> settings() {
        return ToxiproxySettings.class;
    }

    @Override
    public Class<ProxyRole> role() {
        return ProxyRole.class;
    }

    @Override
    public List<InjectionMethod> injectionMethods() {
        return List.of(
                new InjectionMethod(Capability.LATENCY, TYPE, "toxic `latency` on what the target sends", List.of()),
                new InjectionMethod(
                        Capability.PARTITION, TYPE, "toxic `timeout` in both directions, without an end", List.of()),
                new InjectionMethod(
                        Capability.BANDWIDTH,
                        TYPE,
                        "toxic `bandwidth` on what the target sends, in whole kilobytes a second; for a role whose probe is `http` or"
                                + " `https`",
                        List.of()),
                new InjectionMethod(Capability.REFUSAL, TYPE, "the proxy is disabled", List.of()),
                new InjectionMethod(
                        Capability.RESET, TYPE, "toxic `reset_peer` in both directions, at once", List.of()),
                new InjectionMethod(
                        Capability.UNREACHABLE,
                        TYPE,
                        "toxic `timeout` in both directions, or, to refuse, the proxy is disabled; for a role whose probe is"
                                + " `postgres`",
                        List.of()));
    }

    @Override
    public Map<Capability, String> notOffered() {
        return Map.ofEntries(
                Map.entry(
                        Capability.FAILOVER, "a proxy reaches links and not processes; use commands for the database"),
                Map.entry(Capability.TAKEOVER, "a proxy reaches links and not processes; use commands for the cache"),
                Map.entry(Capability.FLUSH, "a proxy reaches links and not processes; use commands for the cache"),
                Map.entry(Capability.LOSS, "Toxiproxy passes on bytes and not packets; use network-latency"),
                Map.entry(Capability.CPU, "a proxy reaches links and not processes"),
                Map.entry(Capability.MEMORY, "a proxy reaches links and not processes"),
                Map.entry(
                        Capability.PAUSE,
                        "a proxy reaches links and not processes; use network-partition, which looks the same to clients"),
                Map.entry(Capability.PODS, "a proxy reaches links and not pods"),
                Map.entry(Capability.ROLLOUT, "a proxy reaches links and not workloads"),
                Map.entry(Capability.SCALE, "a proxy reaches links and not workloads"),
                Map.entry(Capability.DRAIN, "a proxy reaches links and not nodes"),
                Map.entry(
                        Capability.POWER,
                        "a proxy reaches links and not zones; use network-partition of all links into the zone"),
                Map.entry(
                        Capability.ISOLATION,
                        "a proxy reaches links and not zones; use network-partition of all links into the zone"),
                Map.entry(Capability.WORKFLOW, "a workflow is an automation of AWS Systems Manager"),
                Map.entry(Capability.ACTION, "an action of FIS exists on AWS and in the lab alone"));
    }

    @Override
    public DeclaredSettings declared(EnvironmentSpec environment, ProviderSettings<ToxiproxySettings, ProxyRole> own) {
        return new DeclaredSettings(inventory(environment.name(), own.roles()), Map.of(), true);
    }

    @Override
    public Environment open(
            EnvironmentSpec environment, ProviderSettings<ToxiproxySettings, ProxyRole> own, RunClock clock)
            throws EnvironmentException {
        ToxiproxyApi api = new ToxiproxyApi(own.settings().url());
        try {
            List<String> known = api.proxies().stream()
                    .map(Proxy::name)
                    .filter(name -> !name.equals(ProxyClaim.NAME))
                    .sorted()
                    .toList();
            List<String> missing = new ArrayList<>();
            own.roles().forEach((role, link) -> {
                if (!known.contains(link.proxy())) {
                    missing.add("missing proxy " + link.proxy() + " of role " + role + "; expected "
                            + (known.isEmpty() ? "one that exists; Toxiproxy has none" : "one of " + known));
                }
            });
            if (!missing.isEmpty()) {
                throw new EnvironmentException(String.join("\n", missing));
            }
        } catch (FaultException absent) {
            throw new EnvironmentException(String.valueOf(absent.getMessage()), absent);
        }
        return new ToxiproxyEnvironment(inventory(environment.name(), own.roles()), api, clock);
    }

    @Override
    public Environment openToHeal(
            EnvironmentSpec environment, ProviderSettings<ToxiproxySettings, ProxyRole> own, RunClock clock) {
        return new ToxiproxyEnvironment(
                inventory(environment.name(), own.roles()),
                new ToxiproxyApi(own.settings().url()),
                clock);
    }

    private static Inventory inventory(String environment, Map<String, ProxyRole> roles) {
        List<Target> targets = new ArrayList<>();
        roles.forEach((role, link) -> targets.add(
                new Target(role, TYPE, link.proxy(), link.zone(), link.capabilities(), Map.of(), link.address())));
        return Inventory.of(environment, targets);
    }
}
