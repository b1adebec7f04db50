package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.FaultRecords.FaultRecord;
import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairFailover;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.disruption.DisruptionEnvironment;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.RunClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment whose faults are the user's own commands; it is asked by probes alone. */
final class CommandEnvironment extends DisruptionEnvironment {
    private final FaultRecords records;
    private final CommandDisruption disruption;
    private final Map<String, DatabasePair> pairs;

    /**
     * An environment that nothing is asked of.
     *
     * @param pairs how databases are seen, by role
     */
    CommandEnvironment(
            Inventory inventory,
            CommandDisruption disruption,
            FaultRecords records,
            Map<String, DatabasePair> pairs,
            RunClock clock) {
        super(inventory, disruption, clock);
        this.records = records;
        this.disruption = disruption;
        this.pairs = Map.copyOf(pairs);
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        DatabasePair pair = pairs.get(target.role());
        if (pair != null && type.isAssignableFrom(ProbeClient.class)) {
            return type.cast(pair.probeClient(clock()));
        }
        return pair != null && type.isAssignableFrom(PairFailover.class)
                ? type.cast(new CommandFailover(disruption, target, pair))
                : super.capability(target, type);
    }

    /** What this machine has recorded; another machine's faults are not known here. */
    @Override
    public List<Leftover> leftovers() throws FaultException {
        return records.all().stream()
                .map(record -> new Leftover(
                        record.run(),
                        record.fault(),
                        record.text(),
                        record.capability() + " of " + String.join(", ", record.roles())))
                .toList();
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        FaultRecord left = FaultRecord.parse(leftover.id());
        disruption.undo(left.run(), left.fault(), Map.of());
        ClearedStatus status = disruption.left(left.run(), left.fault(), Map.of());
        if (!status.cleared()) {
            throw new FaultException(status.detail());
        }
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        return MachineClaim.take(records, run);
    }

    /**
     * A failover by commands. The command that injects returns when the standby has taken over; the one that heals makes
     * the old writer a standby, or nothing where the database does so itself.
     */
    private record CommandFailover(CommandDisruption disruption, Target target, DatabasePair pair)
            implements PairFailover {
        @Override
        public PreparedInjection prepare(String run, String fault) throws FaultException {
            DisruptionSpec spec = new DisruptionSpec(Capability.FAILOVER, new DatabaseFailover.Settings());
            return disruption.prepare(
                    run, fault, List.of(new InjectionStep(spec, List.of(target), Duration.ZERO, null)));
        }

        @Override
        public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
            disruption.undo(run, fault, handle);
        }

        @Override
        public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
            return disruption.left(run, fault, handle);
        }

        /** A command that has ended has done its work. */
        @Override
        public boolean mayStillCome(String run, String fault, Map<String, String> handle) {
            return false;
        }
    }

    /**
     * Keeps other runs of this machine off: a file lock, which ends with its process. Nothing keeps another machine's runs
     * off.
     */
    private static final class MachineClaim implements EnvironmentClaim {
        private final FaultRecords records;
        private final String run;
        private @Nullable FileChannel held;

        private MachineClaim(FaultRecords records, String run) {
            this.records = records;
            this.run = run;
        }

        static MachineClaim take(FaultRecords records, String run) throws FaultException {
            MachineClaim claim = new MachineClaim(records, run);
            claim.renew();
            return claim;
        }

        /** Another process of the same run may hold it, and may end; this one holds it then. */
        @Override
        public synchronized void renew() throws FaultException {
            if (held != null) {
                return;
            }
            try {
                FileChannel channel = FileChannel.open(
                        records.claimFile(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                if (isLocked(channel)) {
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap(run.getBytes(StandardCharsets.UTF_8)));
                    held = channel;
                    return;
                }
                channel.close();
                String holder = Files.readString(records.claimFile());
                if (!holder.equals(run)) {
                    throw new FaultException(
                            "run " + holder + " has claimed the environment; wait until it has ended, or abort it");
                }
            } catch (IOException unusable) {
                throw new FaultException("the claim of run " + run + " cannot be recorded: " + unusable, unusable);
            }
        }

        private static boolean isLocked(FileChannel channel) throws IOException {
            try {
                return channel.tryLock() != null;
            } catch (OverlappingFileLockException sameProcess) {
                return false;
            }
        }

        @Override
        public synchronized void release() throws FaultException {
            try {
                if (held != null) {
                    held.close();
                    held = null;
                }
            } catch (IOException stuck) {
                throw new FaultException("the claim of run " + run + " cannot be released: " + stuck, stuck);
            }
        }
    }
}
