package dev.crossfire.lab.zone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Something that every zone is supplied with, power or network, and what in each zone depends on it.
 *
 * <p>Cuts of one zone add up: it is supplied again when the last of them has ended.
 */
public final class ZoneSupply {
    /** A part in a zone that cannot run without the zone's supplies. */
    public interface Dependent {
        /**
         * Loses it at once, and does nothing more until it is back.
         *
         * @param reason for the truth log
         */
        void lost(String reason);

        /** Has it again; returns soon, what has to be started is started in the background. */
        void back();
    }

    /** A zone's lack of supply, for as long as it is open. */
    public interface Cut extends AutoCloseable {
        /** Ends it; harmless when it has ended. */
        @Override
        void close();
    }

    private static final class ZoneLine {
        private final List<Dependent> dependents = new ArrayList<>();
        private int cuts;
        private int withheld;
        private volatile boolean up = true;
    }

    private final String name;
    private final Map<LabZone, ZoneLine> lines = new EnumMap<>(LabZone.class);

    /**
     * Creates a supply that reaches every zone.
     *
     * @param name as reasons call it: {@code power} or {@code network}
     */
    public ZoneSupply(String name) {
        this.name = name;
        for (LabZone zone : LabZone.values()) {
            lines.put(zone, new ZoneLine());
        }
    }

    /** Returns whether a zone has it now. */
    public boolean reaches(LabZone zone) {
        return line(zone).up;
    }

    /** Names a part that depends on it from now on; a part of a zone that lacks it loses it at once. */
    public synchronized void connect(LabZone zone, Dependent dependent) {
        ZoneLine line = line(zone);
        line.dependents.add(dependent);
        if (!line.up) {
            dependent.lost(reason(zone));
        }
    }

    /** Takes it from a zone; returns when everything in it has lost it. */
    public synchronized Cut cut(LabZone zone) {
        ZoneLine line = line(zone);
        line.cuts++;
        if (line.up) {
            // Before they lose it: a thread that starts something at that time must see that it may not.
            line.up = false;
            line.dependents.forEach(dependent -> dependent.lost(reason(zone)));
        }
        return once(() -> {
            line.cuts--;
            restore(line);
        });
    }

    /** Keeps a zone that loses it from having it again; does nothing to one that has it. */
    public synchronized Cut withhold(LabZone zone) {
        ZoneLine line = line(zone);
        line.withheld++;
        return once(() -> {
            line.withheld--;
            restore(line);
        });
    }

    private void restore(ZoneLine line) {
        if (!line.up && line.cuts == 0 && line.withheld == 0) {
            line.up = true;
            line.dependents.forEach(Dependent::back);
        }
    }

    private Cut once(Runnable end) {
        return new Cut() {
            private boolean ended;

            @Override
            public void close() {
                synchronized (ZoneSupply.this) {
                    if (!ended) {
                        ended = true;
                        end.run();
                    }
                }
            }
        };
    }

    private String reason(LabZone zone) {
        return "zone " + zone.zoneName() + " has no " + name;
    }

    private ZoneLine line(LabZone zone) {
        ZoneLine line = lines.get(zone);
        if (line == null) {
            throw new IllegalStateException("every zone has a line, except " + zone);
        }
        return line;
    }

    /**
     * The supplies of a zone.
     *
     * @param power without it nothing in the zone runs
     * @param network without it what runs in the zone cannot be reached, and clients get no error
     */
    public record ZoneSupplies(ZoneSupply power, ZoneSupply network) {
        /** Returns supplies that reach every zone. */
        public static ZoneSupplies everywhere() {
            return new ZoneSupplies(new ZoneSupply("power"), new ZoneSupply("network"));
        }

        /** Returns whether what is in a zone can do its work for others. */
        public boolean serves(LabZone zone) {
            return power.reaches(zone) && network.reaches(zone);
        }
    }
}
