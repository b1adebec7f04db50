package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.fake.FakeEnvironment;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.spi.Leftover;
import org.junit.jupiter.api.Test;

class TenureTest {
    private final OpenEnvironment open = FakeRun.environment();
    private final FakeEnvironment environment = (FakeEnvironment) open.environment();

    @Test
    void anEnvironmentIsHeldUntilItIsLetGo() throws Exception {
        try (Tenure tenure = Tenure.of(open, "run", new WallClock())) {
            assertThat(tenure).isNotNull();
            assertThat(environment.holders).containsExactly("run");
        }
        assertThat(environment.holders).isEmpty();
    }

    @Test
    void whoWasAskedToStopLetsGoAllTheSame() throws Exception {
        Tenure tenure = Tenure.of(open, "run", new WallClock());
        Thread.currentThread().interrupt();
        tenure.close();
        assertThat(Thread.interrupted()).as("who asked is still heard").isTrue();
        assertThat(environment.holders).isEmpty();
    }

    @Test
    void whereSomethingWasLeftNobodyBegins() {
        environment.left.add(new Leftover("an-earlier-run", "f", "x-1", "an experiment"));
        assertThatThrownBy(() -> Tenure.of(open, "run", new WallClock()))
                .isInstanceOf(BrokenException.class)
                .hasMessageContaining("an experiment of run an-earlier-run")
                .hasMessageContaining("crossfire recover --env");
        assertThat(environment.holders).isEmpty();
    }

    @Test
    void whatIsOfOnesOwnIsNotInTheWay() throws Exception {
        environment.left.add(new Leftover("run", "f", "x-1", "an experiment"));
        Tenure.of(open, "run", new WallClock()).close();
        assertThat(environment.holders).isEmpty();
    }
}
