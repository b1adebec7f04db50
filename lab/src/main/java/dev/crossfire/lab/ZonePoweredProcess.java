package dev.crossfire.lab;

import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.zone.ZoneSupply;

/** A kept process that runs only where there is power. */
record ZonePoweredProcess(ProcessSupervisor keeper) implements ZoneSupply.Dependent {
    private static final String WHY = "power";

    @Override
    public void lost(String reason) {
        keeper.hold(WHY);
        keeper.kill(reason);
    }

    @Override
    public void back() {
        keeper.release(WHY);
    }
}
