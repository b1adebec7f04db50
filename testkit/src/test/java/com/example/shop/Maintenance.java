package com.example.shop;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Closes the shop for maintenance until it is healed. */
public final class Maintenance implements FaultKind<Maintenance.Settings> {
    public record Settings() implements FaultSettings {}

    @Override
    public FaultDescription<Settings> description() {
        return new FaultDescription<>(
                "maintenance",
                "closes the shop for maintenance",
                Settings.class,
                Set.of(MaintenanceFlags.MAINTENANCE),
                FaultDescription.DurationRule.NONE,
                null,
                "the flag is set",
                "the flag is removed");
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        return Duration.ofMinutes(1);
    }

    @Override
    public Fault arm(FaultContext<Settings> context) throws FaultException {
        return new Armed(flag(context));
    }

    @Override
    public void heal(FaultContext<Settings> context, Map<String, String> handle) throws FaultException {
        flag(context).remove();
    }

    @Override
    public ClearedStatus verifyCleared(FaultContext<Settings> context, Map<String, String> handle)
            throws FaultException {
        boolean set = flag(context).isSet();
        return new ClearedStatus(!set, set ? "the flag is set" : "there is no flag");
    }

    private static MaintenanceFlags.Flag flag(FaultContext<Settings> context) throws FaultException {
        return context.environment()
                .capability(context.targets().get(0), MaintenanceFlags.Flags.class)
                .of(context.run(), context.fault());
    }

    private static final class Armed implements Fault {
        private final MaintenanceFlags.Flag flag;
        private volatile boolean confirmed;

        Armed(MaintenanceFlags.Flag flag) {
            this.flag = flag;
        }

        @Override
        public Map<String, String> handle() {
            return Map.of();
        }

        @Override
        public void inject() throws FaultException {
            flag.set();
            confirmed = true;
        }

        @Override
        public ProbeResult probe() {
            boolean set = flag.isSet();
            return new ProbeResult(!set, confirmed, !set, set ? "the flag is set" : "there is no flag");
        }

        @Override
        public void close() {}
    }
}
