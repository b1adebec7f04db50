package dev.crossfire.chaos.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Capability;
import org.junit.jupiter.api.Test;

/** What only the lab's Fault Injection Service can do. */
class LabActionsTest {
    @Test
    void theLabOffersWhatItHasActionsFor() {
        assertThat(LabActions.TABLE.capabilities("lab:link"))
                .contains(Capability.LATENCY, Capability.LOSS, Capability.PARTITION, Capability.RESET);
        assertThat(LabActions.TABLE.capabilities("aws:rds:cluster")).contains(Capability.UNREACHABLE);
        assertThat(LabActions.TABLE.capabilities("aws:ecs:task"))
                .contains(Capability.CPU, Capability.MEMORY, Capability.PAUSE);
    }
}
