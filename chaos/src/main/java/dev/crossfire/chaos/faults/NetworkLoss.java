package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.PacketLossSymptom;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultDescription;
import java.util.Map;
import java.util.Set;

/** Loses packets that a target sends. */
public final class NetworkLoss extends DisruptionKind<NetworkLoss.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "network-loss",
            "loses packets that a target sends, which TCP sends again after 200 ms, 400 ms and so on",
            Settings.class,
            Set.of(Capability.LOSS),
            DurationRule.REQUIRED,
            null,
            "two of the latest hundred answers took a retransmission time-out of TCP, 200 ms, longer than the fastest"
                    + " before, or did not come within 600 ms; cleared when as many answers in a row came in time as would"
                    + " otherwise do so in one of twenty cases",
            UNDONE_BY_SERVICE);

    /**
     * How much is lost.
     *
     * @param share of the packets, in whole percent
     */
    public record Settings(
            @Describe("the share of packets, 1% to 100%, in whole percent")
            Ratio share) implements FaultSettings {
        public Settings {
            ActionValues.requireWholePercent(share);
        }
    }

    public NetworkLoss() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new PacketLossSymptom(settings.share());
    }
}
