package dev.crossfire.lab;

import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.zone.ZoneSupply;

/** A kept process that runs only where there is power. */
record ZonePoweredProcess(ProcessSupervisor supervisor) implements ZoneSupply.Dependent {
    private static final String WHY = "power";

    @Override
    public void lost(String reason) {
        supervisor.suspendRestarts(WHY);
        supervisor.kill(reason);
    }

    @Override
    public void back() {
        supervisor.resumeRestarts(WHY);
    }
}
