package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.holdFor;
import static io.gatling.javaapi.core.CoreDsl.reachRps;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.load.Population.ScenarioInjection;
import dev.crossfire.simulations.GeneratorEvent.Described;
import dev.crossfire.simulations.GeneratorEvent.Obstacle;
import dev.crossfire.simulations.GeneratorEvent.Undescribed;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    /** Throttled, which also ends it before its profile does. */
    public static final class Throttled extends Simulation {
        static final AtomicBoolean BEGUN = new AtomicBoolean();

        /** Called by Gatling. */
        public Throttled() {
            setUp(scenario("all")
                            .exec(http("one").get("/"))
                            .injectOpen(constantUsersPerSec(9).during(60)))
                    .throttle(reachRps(5).in(1), holdFor(29));
        }

        @Override
        public void before() {
            BEGUN.set(true);
        }
    }

    /** It refuses to be built. */
    public static final class Refusing extends Simulation {
        /** Called by Gatling. */
        public Refusing() {
            throw new IllegalStateException("the feeder users.csv\nis missing");
        }
    }

    /** It was compiled against a class that is not there. */
    public static final class Elsewhere extends Simulation {
        /** Called by Gatling. */
        public Elsewhere() {
            throw new NoSuchMethodError("io.gatling.Gone.gone()");
        }
    }

    /** It needs a class that is on no class path. */
    public static final class Lacking extends Simulation {
        /** Called by Gatling. */
        public Lacking() {
            throw new NoClassDefFoundError("org/example/Catalogue");
        }
    }

    /** Nothing that runs by itself. */
    public abstract static class Base extends Simulation {}

    @Test
    void everyScenarioIsDescribedWithItsModelItsUsersAndItsLength() {
        Described described = (Described) Description.of(EveryKindSimulation.class.getName());
        assertThat(described.injections())
                .hasSize(12)
                .contains(
                        injection("ok", ArrivalModel.OPEN, true, 20L, 2),
                        injection("grouped", ArrivalModel.OPEN, true, 20L, 3),
                        injection("thinking", ArrivalModel.OPEN, false, 20L, 2),
                        injection("closed", ArrivalModel.CLOSED, false, null, 2));
    }

    @Test
    void aThrottledScenarioIsDescribedAndBeforeIsNotRun() {
        Described described = (Described) Description.of(Throttled.class.getName());
        assertThat(described.injections()).containsExactly(injection("all", ArrivalModel.THROTTLED, false, null, 30));
        assertThat(Throttled.BEGUN).isFalse();
    }

    @Test
    void aShippedSimulationIsDescribedByItsName() {
        Described described = (Described) Description.of("TicketOpen");
        assertThat(described.simulation()).isEqualTo(TicketOpen.class.getName());
        assertThat(described.injections())
                .extracting(one -> one.population().cohort())
                .containsExactly("visitors", "browsers", "buyers");
    }

    @Test
    void aSimulationThatCannotBeBuiltIsReportedWithTheReason() {
        assertThat(Description.of("org.example.Missing"))
                .isEqualTo(new Undescribed(Obstacle.MISSING, "org.example.Missing"));
        assertThat(Description.of("java.lang.String"))
                .isEqualTo(new Undescribed(Obstacle.NOT_A_SIMULATION, "a class that extends no Simulation of Gatling"));
        assertThat(Description.of(Base.class.getName()))
                .isEqualTo(new Undescribed(Obstacle.NOT_A_SIMULATION, "an abstract class"));
        assertThat(Description.of(Refusing.class.getName()))
                .isEqualTo(
                        new Undescribed(Obstacle.OWN_CODE, "IllegalStateException: the feeder users.csv is missing"));
        assertThat(Description.of(Lacking.class.getName()))
                .isEqualTo(new Undescribed(Obstacle.INCOMPLETE, "NoClassDefFoundError: org/example/Catalogue"));
        assertThat(Description.of(Elsewhere.class.getName()))
                .isEqualTo(new Undescribed(Obstacle.OTHER_LIBRARIES, "NoSuchMethodError: io.gatling.Gone.gone()"));
    }

    private static ScenarioInjection injection(
            String cohort, ArrivalModel model, boolean startsKnown, @Nullable Long users, int seconds) {
        return new ScenarioInjection(new Population(cohort, model, startsKnown), users, Duration.ofSeconds(seconds));
    }
}
