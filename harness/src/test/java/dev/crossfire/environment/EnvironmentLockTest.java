package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.testkit.FakeEnvironment;
import dev.crossfire.time.SystemTime;
import org.junit.jupiter.api.Test;

class EnvironmentLockTest {
    private final OpenEnvironment open = FakeRun.environment();
    private final FakeEnvironment environment = (FakeEnvironment) open.environment();

    @Test
    void anEnvironmentIsClaimedUntilItIsReleased() throws Exception {
        try (EnvironmentLock environmentLock = EnvironmentLock.of(open, "run", new SystemTime())) {
            assertThat(environmentLock).isNotNull();
            assertThat(environment.holders).containsExactly("run");
        }
        assertThat(environment.holders).isEmpty();
    }

    @Test
    void aStoppedRunReleasesItsClaimAllTheSame() throws Exception {
        EnvironmentLock environmentLock = EnvironmentLock.of(open, "run", new SystemTime());
        Thread.currentThread().interrupt();
        environmentLock.close();
        assertThat(Thread.interrupted()).as("who asked is still heard").isTrue();
        assertThat(environment.holders).isEmpty();
    }

    @Test
    void whereSomethingWasLeftNoRunBegins() {
        environment.left.add(new Leftover("an-earlier-run", "f", "x-1", "an experiment"));
        assertThatThrownBy(() -> EnvironmentLock.of(open, "run", new SystemTime()))
                .isInstanceOf(RunErrorException.class)
                .hasMessageContaining("an experiment of run an-earlier-run")
                .hasMessageContaining("crossfire recover --env");
        assertThat(environment.holders).isEmpty();
    }

    @Test
    void whatIsOfOnesOwnIsNotInTheWay() throws Exception {
        environment.left.add(new Leftover("run", "f", "x-1", "an experiment"));
        EnvironmentLock.of(open, "run", new SystemTime()).close();
        assertThat(environment.holders).isEmpty();
    }
}
