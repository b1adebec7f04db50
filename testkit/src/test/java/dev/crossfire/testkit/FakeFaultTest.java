package dev.crossfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultKind;
import java.util.List;

/** The fake keeps the contract that it helps to test. */
class FakeFaultTest extends FaultContract<FakeFault.Settings> {
    private record FakeTestbed(FakeEnvironment environment) implements Testbed {
        @Override
        public Environment open() {
            return environment.connect();
        }

        @Override
        public List<Target> targets() {
            return List.of(FakeEnvironment.THING);
        }

        @Override
        public Target unfitTarget() {
            return FakeEnvironment.ROCK;
        }

        @Override
        public void assertNoLeftovers() {
            assertThat(environment.leftovers()).isEmpty();
        }

        @Override
        public void close() {}
    }

    @Override
    protected FaultKind<FakeFault.Settings> kind() {
        return new FakeFault(new MachineClock());
    }

    @Override
    protected FakeFault.Settings faultSettings() {
        return new FakeFault.Settings();
    }

    @Override
    protected Testbed testbed() {
        return new FakeTestbed(new FakeEnvironment());
    }
}
