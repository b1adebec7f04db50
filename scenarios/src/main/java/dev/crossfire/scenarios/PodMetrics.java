package dev.crossfire.scenarios;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ObservabilityConfig.Metrics;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.Kinds;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts the pods of an environment's only role of pods as its replicas, where the file names no other count. */
final class PodMetrics {
    private static final Metrics NONE = new Metrics(null, null, null, null, null, null);

    private PodMetrics() {}

    static EnvironmentSpec added(EnvironmentSpec spec, Kinds kinds) {
        ObservabilityConfig given = spec.observability();
        Metrics metrics = given.metrics() == null ? NONE : given.metrics();
        if (metrics.serving() != null || metrics.replicas() != null) {
            return spec;
        }
        List<String> roles = spec.providers().keySet().stream()
                .flatMap(name -> kinds.provider(name).stream())
                .flatMap(provider -> rolesOfPods(provider, spec))
                .distinct()
                .toList();
        if (roles.size() != 1) {
            return spec;
        }
        Metrics counted = new Metrics(
                metrics.balancer(), metrics.prometheus(), metrics.token(), null, metrics.requests(), roles.get(0));
        return new EnvironmentSpec(
                spec.name(),
                spec.baseUrl(),
                spec.isProtected(),
                spec.limits(),
                spec.providers(),
                new ObservabilityConfig(given.ledger(), given.alarms(), counted));
    }

    private static <S, R> Stream<String> rolesOfPods(EnvironmentProvider<S, R> provider, EnvironmentSpec spec) {
        @Nullable DeclaredSettings declared = provider.declared(spec, provider.partOf(spec));
        return declared == null
                ? Stream.empty()
                : declared.inventory().targets().stream()
                        .filter(target -> target.capabilities().contains(Capability.PODS))
                        .map(Target::role);
    }
}
