package dev.crossfire.chaos.fake;

import dev.crossfire.chaos.kubernetes.KubernetesEnvironmentKind;
import dev.crossfire.chaos.kubernetes.KubernetesSettings;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.ClusterNamespace;
import dev.crossfire.chaos.kubernetes.KubernetesSettings.PodRole;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Path;
import java.util.Map;

/** Opens environments of the kind {@code kubernetes}. */
public final class KubernetesFixture {
    private KubernetesFixture() {}

    /** Opens a namespace as the current context of a kubeconfig file. */
    public static Environment open(Path kubeconfig, String namespace, Map<String, PodRole> roles)
            throws EnvironmentException {
        KubernetesSettings settings =
                new KubernetesSettings(new ClusterNamespace(kubeconfig.toString(), null, namespace, null, null), roles);
        EnvironmentSpec spec = new EnvironmentSpec("cluster", "kubernetes", null, false, Limits.NONE, settings);
        return new KubernetesEnvironmentKind().open(spec, settings, new MachineClock());
    }
}
