package dev.crossfire.testkit;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.time.Duration;
import java.util.Map;

/**
 * A fault kind for tests that end before a run: it can be read and planned, but not injected.
 *
 * @param longest how long a fault to which the scenario gives no duration may last
 */
public record PlannedFaultKind<S extends FaultSettings>(FaultDescription<S> description, Duration longest)
        implements FaultKind<S> {
    @Override
    public Duration maxDuration(FaultSpec spec) {
        return spec.duration() == null ? longest : spec.duration();
    }

    @Override
    public Fault arm(FaultContext<S> context) {
        throw notInATest();
    }

    @Override
    public void heal(FaultContext<S> context, Map<String, String> handle) {
        throw notInATest();
    }

    @Override
    public ClearedStatus verifyCleared(FaultContext<S> context, Map<String, String> handle) {
        throw notInATest();
    }

    private UnsupportedOperationException notInATest() {
        return new UnsupportedOperationException(description.name() + " is only read and planned");
    }
}
