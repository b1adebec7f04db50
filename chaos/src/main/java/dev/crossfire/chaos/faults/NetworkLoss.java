package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.PacketLossSymptom;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Ratio;
import java.util.Map;

/** Loses packets that a target sends. */
public final class NetworkLoss extends DisruptionKind<NetworkLoss.Settings> {
    /** Parameter of a disruption: how many of a hundred packets are lost. */
    public static final String PERCENT = "percent";

    /**
     * How much is lost.
     *
     * @param share of the packets, in whole percent
     */
    public record Settings(
            @Describe("the share of packets, 1% to 100%, in whole percent")
            Ratio share) implements FaultSettings {
        public Settings {
            if (percent(share) < 1 || Math.abs(share.value() * 100 - percent(share)) > 1e-9) {
                throw new IllegalArgumentException("a share from 1% to 100%, in whole percent");
            }
        }

        int percent() {
            return percent(share);
        }

        private static int percent(Ratio share) {
            return (int) Math.round(share.value() * 100);
        }
    }

    @Override
    public String name() {
        return "network-loss";
    }

    @Override
    public String summary() {
        return "loses packets that a target sends, which TCP sends again after 200 ms, 400 ms and so on";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.LOSS;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        return new DisruptionSpec(Capability.LOSS, Map.of(PERCENT, Integer.toString(settings.percent())));
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new PacketLossSymptom(settings.share());
    }

    @Override
    public String confirmedBy() {
        return "two of the latest hundred answers took a retransmission time-out of TCP, 200 ms, longer than the fastest"
                + " before, or did not come within 600 ms; cleared when as many answers in a row came in time as would"
                + " otherwise do so in one of twenty cases";
    }
}
