package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.chaos.faults.ZoneLoss.ZoneLossMode;
import dev.crossfire.spi.FaultKind;

/** The contract of one way to lose a zone. */
abstract class ZoneLossContract extends LabFaultContract<ZoneLoss.Settings> {
    private final ZoneLossMode mode;

    ZoneLossContract(ZoneLossMode mode) {
        this.mode = mode;
    }

    @Override
    protected FaultKind<ZoneLoss.Settings> kind() {
        return new ZoneLoss();
    }

    @Override
    protected ZoneLoss.Settings faultSettings() {
        return new ZoneLoss.Settings(mode);
    }

    @Override
    protected String role() {
        return "zone-c";
    }

    @Override
    protected String unfitRole() {
        return "shop";
    }
}
