package dev.crossfire.chaos.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakeCloud;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabEnvironmentTest {
    @Test
    void theReadyLineBecomesAnInventoryInWhichAClusterStandsForItsInstances() throws IOException {
        try (FakeCloud cloud = new FakeCloud()) {
            LabDescriptor settings = LabDescriptor.read(cloud.readyLine());
            ProviderSettings<LabDescriptor, NoRole> own = new ProviderSettings<>(settings);
            EnvironmentSpec spec = new EnvironmentSpec("lab", null, false, Limits.NONE, Map.of("lab", own));
            try (Environment environment = new LabProvider().open(spec, own, new MachineClock())) {
                Inventory inventory = environment.inventory();
                assertThat(inventory.zones()).containsExactly("lab-1a", "lab-1b");
                assertThat(inventory.targets())
                        .extracting(Target::id)
                        .containsExactly(FakeCloud.CLUSTER, FakeCloud.TASK);
                assertThat(inventory.inRole("shop").get(0).zone()).isEqualTo("lab-1a");
            }
            assertThat(settings.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:1"));
            assertThat(settings.toString()).doesNotContain("pa55word");
        }
    }

    @Test
    void anIncompleteLineIsReportedWithWhatItLacks() {
        assertThatThrownBy(() -> LabDescriptor.read("{\"event\":\"ready\",\"baseUrl\":\"http://x\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fis");
    }
}
