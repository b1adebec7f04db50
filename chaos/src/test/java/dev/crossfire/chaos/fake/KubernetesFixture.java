package dev.crossfire.chaos.fake;

import dev.crossfire.chaos.kubernetes.KubernetesProvider;
import dev.crossfire.chaos.kubernetes.KubernetesSettings;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.KubernetesRole;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Path;
import java.util.Map;

/** Opens environments of the provider {@code kubernetes}. */
public final class KubernetesFixture {
    private KubernetesFixture() {}

    /** Opens a namespace as the current context of a kubeconfig file. */
    public static Environment open(Path kubeconfig, String namespace, Map<String, KubernetesRole> roles)
            throws EnvironmentException {
        ProviderSettings<KubernetesSettings, KubernetesRole> own = new ProviderSettings<>(
                new KubernetesSettings(kubeconfig.toString(), null, namespace, null, null), roles);
        EnvironmentSpec spec = new EnvironmentSpec("cluster", null, false, Limits.NONE, Map.of("kubernetes", own));
        return new KubernetesProvider().open(spec, own, new MachineClock());
    }
}
