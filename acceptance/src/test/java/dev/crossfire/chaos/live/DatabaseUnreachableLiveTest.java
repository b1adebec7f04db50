package dev.crossfire.chaos.live;

import dev.crossfire.chaos.faults.DatabaseUnreachable;
import dev.crossfire.spi.FaultKind;

/** By the action that the lab has for its database. */
class DatabaseUnreachableLiveTest extends LabFaultContract<DatabaseUnreachable.Settings> {
    @Override
    protected FaultKind<DatabaseUnreachable.Settings> kind() {
        return new DatabaseUnreachable();
    }

    @Override
    protected DatabaseUnreachable.Settings faultSettings() {
        return new DatabaseUnreachable.Settings(null);
    }

    @Override
    protected String role() {
        return "ticketing-db";
    }

    @Override
    protected int count() {
        return 1;
    }
}
