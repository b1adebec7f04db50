package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.spi.FaultKind;
import java.util.Map;

/** Any action will do; this one is of the lab's own. */
class FisFaultLiveTest extends LabFaultContract<FisFault.Settings> {
    @Override
    protected FaultKind<FisFault.Settings> kind() {
        return new FisFault();
    }

    @Override
    protected FisFault.Settings faultSettings() {
        return new FisFault.Settings(
                "lab:link:latency", "Links", Map.of("delayMilliseconds", "200"), null, SymptomKind.SLOW, null);
    }

    @Override
    protected String role() {
        return "clients-to-balancer";
    }
}
