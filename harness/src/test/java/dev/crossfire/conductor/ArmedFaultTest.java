package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.FakeEnvironment;
import dev.crossfire.testkit.FakeFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Making a fault ready, which may go wrong half-way. */
@Timeout(20)
class ArmedFaultTest {
    private final FakeTime time = new FakeTime();
    private final FakeFault kind = new FakeFault(time::now);

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void aHalfPreparedFaultIsUndone() {
        kind.onArm = fault -> {
            throw new FaultException("no such cluster");
        };
        assertThatThrownBy(this::arm)
                .isInstanceOf(RunErrorException.class)
                .hasMessage("f could not be armed: no such cluster");
        assertThat(kind.calls).containsExactly("arm f", "heal f");
    }

    @Test
    void undoingGoesOnWherePreparingWasInterrupted() {
        List<Boolean> interruptedWhileHealing = new ArrayList<>();
        kind.onArm = fault -> {
            Thread.currentThread().interrupt();
            throw new FaultException("interrupted");
        };
        kind.onHeal =
                fault -> interruptedWhileHealing.add(Thread.currentThread().isInterrupted());
        assertThatThrownBy(this::arm).isInstanceOf(RunErrorException.class);
        assertThat(interruptedWhileHealing)
                .as("a call over the wire would fail")
                .containsExactly(false);
        assertThat(Thread.interrupted()).isTrue();
    }

    private ArmedFault<?> arm() throws RunErrorException {
        return ArmedFault.arm(
                kind, FakeRun.fault("f", Duration.ofSeconds(10)), "run-1", new FakeEnvironment(), () -> null);
    }
}
