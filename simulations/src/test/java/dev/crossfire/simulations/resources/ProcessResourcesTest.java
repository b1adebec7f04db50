package dev.crossfire.simulations.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import org.junit.jupiter.api.Test;

class ProcessResourcesTest {
    private static final String SOCKETS = """
            sockets: used 312
            TCP: inuse 41 orphan 0 tw 2600 alloc 60 mem 3
            UDP: inuse 2 mem 1
            """;

    @Test
    void portsInUseAndCoolingDownAreCountedTogether() {
        assertThat(ProcessResources.ports(SOCKETS, "TCP6: inuse 9\nUDP6: inuse 1\n"))
                .isEqualTo(41 + 9 + 2600);
        assertThat(ProcessResources.ports(SOCKETS, "")).isEqualTo(41 + 2600);
        assertThat(ProcessResources.portsAllowed("32768\t60999\n")).isEqualTo(28_232);
    }

    @Test
    void figuresThatTheMachineDoesNotReportAreNull() {
        assertThat(ProcessResources.ports("", "")).isNull();
        assertThat(ProcessResources.portsAllowed("")).isNull();
    }

    @Test
    void thisMachineReportsItsFilesAndProcessors() {
        ResourceUsage usage = new ProcessResources().usage(1, 0, null);
        assertThat(usage.files()).isPositive().isLessThan(usage.filesAllowed());
        assertThat(usage.clockStepMillis()).isNull();
    }
}
