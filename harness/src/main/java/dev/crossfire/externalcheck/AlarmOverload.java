package dev.crossfire.externalcheck;

import dev.crossfire.externalcheck.AlarmReceiver.AlarmConsumer;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** Whether alarms may get lost because too much arrives at once: no alarm seen is then no evidence of none. */
final class AlarmOverload {
    private static final long QUIET_SECONDS = 1;

    /** Far more than any system fires; the file of observations must stay bounded. */
    private static final int MOST_ALARMS = 100_000;

    private final EventLoop loop;
    private final AlarmConsumer consumer;
    private int taken;
    private int rejected;
    private boolean lasts;
    private boolean full;

    AlarmOverload(EventLoop loop, AlarmConsumer consumer) {
        this.loop = loop;
        this.consumer = consumer;
    }

    /** Counts an alarm that is to be recorded; false when there have been too many. */
    synchronized boolean admits() {
        if (taken < MOST_ALARMS) {
            taken++;
            return true;
        }
        if (!full) {
            full = true;
            consumer.overloaded(AlarmReceiver.SOURCE, "more than " + MOST_ALARMS + " alarms");
        }
        return false;
    }

    /** A connection or a message was rejected. */
    synchronized void rejected(String why) {
        rejected++;
        if (!lasts && !full) {
            lasts = true;
            consumer.overloaded(AlarmReceiver.SOURCE, why);
            scheduleEnd(rejected);
        }
    }

    private void scheduleEnd(int seen) {
        var unused = loop.schedule(() -> endUnlessMoreThan(seen), QUIET_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void endUnlessMoreThan(int seen) {
        if (rejected > seen) {
            scheduleEnd(rejected);
        } else {
            lasts = false;
            if (!full) {
                consumer.ready(AlarmReceiver.SOURCE);
            }
        }
    }
}
