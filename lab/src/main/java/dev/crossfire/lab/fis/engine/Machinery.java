package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.Alarms;
import dev.crossfire.lab.fis.Catalogue;
import dev.crossfire.lab.fis.Estate;
import dev.crossfire.lab.fis.Timeline;
import java.util.concurrent.Executor;

/**
 * What every running experiment works with.
 *
 * @param effects runs what may block; it must start a task at once, however many others are blocked
 */
record Machinery(
        Estate estate,
        Catalogue catalogue,
        Alarms alarms,
        TargetResolver resolver,
        Timeline timeline,
        Executor effects) {}
