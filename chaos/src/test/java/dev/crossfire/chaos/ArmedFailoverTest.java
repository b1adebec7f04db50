package dev.crossfire.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakeCloud;
import dev.crossfire.chaos.lab.LabEnvironmentKind;
import dev.crossfire.chaos.lab.LabSettings;
import dev.crossfire.model.Capability;
import dev.crossfire.model.EnvironmentSpec;
import dev.crossfire.model.Limits;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Sighting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArmedFailoverTest {
    private FakeCloud cloud;
    private Environment environment;

    @BeforeEach
    void open() throws IOException {
        cloud = new FakeCloud();
        LabSettings settings = LabSettings.read(cloud.readyLine());
        environment = new LabEnvironmentKind()
                .open(new EnvironmentSpec("lab", "lab", null, false, Limits.NONE, settings), settings);
    }

    @AfterEach
    void close() throws IOException {
        environment.close();
        cloud.close();
    }

    @Test
    void aDatabaseThatLostItsStandbySinceArmingIsLeftAlone() throws FaultException {
        try (Fault fault = arm(environment.inventory().inRole("ticketing-db"))) {
            cloud.pair().standbys(0, 0);
            Awaitility.await().until(() -> !fault.look().cleared());
            assertThatThrownBy(fault::inject)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("was not made to fail over")
                    .hasMessageContaining("0 standbys follow");
        }
        assertThat(cloud.fis().realExperiments()).isEmpty();
    }

    @Test
    void whyAnExperimentFailedIsSaidByTheLooks() throws FaultException {
        cloud.fis().failExperiments("the role may not fail the cluster over");
        try (Fault fault = arm(environment.inventory().inRole("ticketing-db"))) {
            fault.inject();
            Sighting seen = Awaitility.await()
                    .until(fault::look, sighting -> sighting.seen().contains("FIS says"));
            assertThat(seen.whole()).isTrue();
            assertThat(seen.bitten()).isFalse();
            assertThat(seen.seen()).contains("failed: the role may not fail the cluster over");
        }
    }

    @Test
    void ifOneOfSeveralTargetsRefusesNothingIsLeftOfTheOthers() {
        Target good = environment.inventory().inRole("ticketing-db").get(0);
        Target gone =
                new Target(good.role(), good.type(), good.id() + "-gone", null, Set.of(Capability.FAILOVER), Map.of());
        assertThatThrownBy(() -> arm(List.of(good, gone)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("ticketing-gone");
        assertThat(cloud.fis().templateIds()).isEmpty();
    }

    @Test
    void looksAfterTheEndSeeNothingAndDoNotBreak() throws FaultException {
        Fault fault = arm(environment.inventory().inRole("ticketing-db"));
        fault.close();
        assertThat(fault.look()).isEqualTo(new Sighting(false, false, false, "no answer: the watch has ended"));
    }

    private Fault arm(List<Target> targets) throws FaultException {
        return new DatabaseFailover()
                .arm(new Arming<>("run", "fault", new DatabaseFailover.Settings(), null, targets, environment));
    }
}
