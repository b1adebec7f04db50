package dev.crossfire.lab;

import dev.crossfire.lab.process.PortBlock;
import dev.crossfire.lab.process.ServerUser;
import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.zone.ZoneSupply.ZoneSupplies;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all parts of one lab share.
 *
 * @param folder the lab's own folder
 * @param ports the ports that belong to it
 * @param runAs the user of the servers
 * @param supplies the zones' supplies
 * @param timer for restarts
 * @param classPath what the lab's programs are loaded from
 */
record LabContext(
        Path folder,
        PortBlock ports,
        ServerUser runAs,
        ZoneSupplies supplies,
        ScheduledExecutorService timer,
        Clock clock,
        TruthLog truth,
        String classPath) {

    /** Returns the log file of a part. */
    Path log(String part) {
        return folder.resolve(part + ".log");
    }
}
