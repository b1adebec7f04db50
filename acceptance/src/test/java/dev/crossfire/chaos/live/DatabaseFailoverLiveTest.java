package dev.crossfire.chaos.live;

import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.spi.FaultKind;

class DatabaseFailoverLiveTest extends LabFaultContract<DatabaseFailover.Settings> {
    @Override
    protected FaultKind<DatabaseFailover.Settings> kind() {
        return new DatabaseFailover();
    }

    @Override
    protected DatabaseFailover.Settings faultSettings() {
        return new DatabaseFailover.Settings();
    }

    @Override
    protected String role() {
        return "ticketing-db";
    }
}
