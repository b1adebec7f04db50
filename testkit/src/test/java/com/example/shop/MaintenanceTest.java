package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest extends FaultContract<Maintenance.Settings> {
    @TempDir
    Path folder;

    @Override
    protected FaultKind<Maintenance.Settings> kind() {
        return new Maintenance();
    }

    @Override
    protected Maintenance.Settings faultSettings() {
        return new Maintenance.Settings();
    }

    @Override
    protected Testbed testbed() {
        return new Testbed() {
            @Override
            public Environment open() {
                return new MaintenanceFlags(folder, new MachineClock());
            }

            @Override
            public List<Target> targets() {
                return List.of(MaintenanceFlags.SHOP);
            }

            @Override
            public Target unfitTarget() {
                return MaintenanceFlags.PRINTER;
            }

            @Override
            public void assertNoLeftovers() {
                assertThat(folder).isEmptyDirectory();
            }

            @Override
            public void close() {}
        };
    }
}
