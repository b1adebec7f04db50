package dev.crossfire.simulations.vitals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
    private static final String SOCKETS = """
            sockets: used 312
            TCP: inuse 41 orphan 0 tw 2600 alloc 60 mem 3
            UDP: inuse 2 mem 1
            """;

    @Test
    void portsInUseAndCoolingDownAreCountedTogether() {
        assertThat(Machine.ports(SOCKETS, "TCP6: inuse 9\nUDP6: inuse 1\n")).isEqualTo(41 + 9 + 2600);
        assertThat(Machine.ports(SOCKETS, "")).isEqualTo(41 + 2600);
        assertThat(Machine.portsAllowed("32768\t60999\n")).isEqualTo(28_232);
    }

    @Test
    void figuresThatTheMachineDoesNotReportAreNull() {
        assertThat(Machine.ports("", "")).isNull();
        assertThat(Machine.portsAllowed("")).isNull();
    }

    @Test
    void thisMachineReportsItsFilesAndProcessors() {
        Vitals vitals = new Machine().vitals(1, 0, null);
        assertThat(vitals.files()).isPositive().isLessThan(vitals.filesAllowed());
        assertThat(vitals.clockStepMillis()).isNull();
    }
}
