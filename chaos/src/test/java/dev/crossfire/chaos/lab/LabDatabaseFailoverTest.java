package dev.crossfire.chaos.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.fake.FakeCloud;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The contract, by the lab's environment, on a service and a database that only pretend. */
class LabDatabaseFailoverTest extends FaultContract<DatabaseFailover.Settings> {
    private static final class FakeTestbed implements Testbed {
        private final FakeCloud cloud = new FakeCloud();
        private final Inventory inventory;

        FakeTestbed() throws IOException {
            try (Environment environment = open()) {
                inventory = environment.inventory();
            }
        }

        @Override
        public Environment open() throws IOException {
            LabDescriptor settings = LabDescriptor.read(cloud.readyLine());
            ProviderSettings<LabDescriptor, NoRole> own = new ProviderSettings<>(settings);
            return new LabProvider()
                    .open(
                            new EnvironmentSpec("lab", null, false, Limits.NONE, Map.of("lab", own)),
                            own,
                            new MachineClock());
        }

        @Override
        public List<Target> targets() {
            return inventory.inRole("ticketing-db");
        }

        @Override
        public Target unfitTarget() {
            return inventory.inRole("shop").get(0);
        }

        @Override
        public void assertNoLeftovers() {
            assertThat(cloud.fis().templateIds()).isEmpty();
            assertThat(cloud.fis().realExperiments()).allMatch("stopped"::equals);
        }

        @Override
        public void close() throws IOException {
            cloud.close();
        }
    }

    @Override
    protected FaultKind<DatabaseFailover.Settings> kind() {
        return new DatabaseFailover();
    }

    @Override
    protected DatabaseFailover.Settings faultSettings() {
        return new DatabaseFailover.Settings();
    }

    @Override
    protected Testbed testbed() throws IOException {
        return new FakeTestbed();
    }
}
