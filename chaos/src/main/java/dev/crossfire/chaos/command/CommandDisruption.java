package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandRunner.CommandResult;
import dev.crossfire.chaos.command.CommandRunner.NotStartedException;
import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.command.FaultRecords.FaultRecord;
import dev.crossfire.chaos.command.FaultRecords.RunningCommand;
import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.TimedInjection;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Injects faults by the user's commands, and heals them after their duration, or by any process that has the file. */
final class CommandDisruption implements Disruption {
    private static final String RECORD = "record";

    private final Map<String, CommandRole> roles;
    private final CommandRunner runner;
    private final FaultRecords records;
    private final RunClock clock;
    private final Object healing = new Object();

    /** By the text of their records. */
    private final Set<String> healed = ConcurrentHashMap.newKeySet();

    CommandDisruption(Map<String, CommandRole> roles, CommandRunner runner, FaultRecords records, RunClock clock) {
        this.roles = roles;
        this.runner = runner;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
        if (steps.size() != 1 || !steps.get(0).after().isZero()) {
            throw new FaultException(fault + " takes several steps, which commands cannot; use another fault");
        }
        InjectionStep step = steps.get(0);
        CommandValues values = CommandValues.of(run, fault, step.spec().settings(), step.duration());
        List<String> names =
                step.targets().stream().map(Target::role).distinct().toList();
        FaultRecord prepared =
                new FaultRecord(run, fault, step.spec().capability().name(), names, values.all(), null);
        for (String role : names) {
            FaultCommands commands = commands(prepared, role);
            requireKnown(commands, values(prepared, role), role);
            CommandResult before = run(commands.verify(), prepared, role);
            if (!before.succeeded()) {
                throw new FaultException("the verify command of role " + role + " reports a fault before there is one: "
                        + before.detail() + "; heal it first, or mend the command");
            }
        }
        return new CommandInjection(prepared, step.duration());
    }

    private static void requireKnown(FaultCommands commands, CommandValues values, String role) throws FaultException {
        for (List<String> command : commands.all()) {
            List<String> unknown = values.unknown(command);
            if (!unknown.isEmpty()) {
                throw new FaultException(
                        String.join(", ", unknown) + " in a command of role " + role + " is invalid; expected "
                                + String.join(", ", values.all().keySet()) + " in braces");
            }
        }
    }

    @Override
    public @Nullable ProbeClient effectCheck(String run, String fault, InjectionStep step, Target target)
            throws FaultException {
        @Nullable CommandRole role = target.type().equals(CommandProvider.TYPE) ? roles.get(target.role()) : null;
        @Nullable
        FaultCommands commands =
                role == null ? null : role.commands().get(step.spec().capability());
        if (role == null || commands == null || commands.status() == null) {
            return null;
        }
        CommandValues values = CommandValues.of(run, fault, step.spec().settings(), step.duration())
                .with("role", target.role());
        requireKnown(commands, values, target.role());
        return new StatusProbe(commands.status(), values, runner, clock, address(role, target));
    }

    private @Nullable ProbeClient address(CommandRole role, Target target) throws FaultException {
        if (role.probe() == null) {
            return null;
        }
        @Nullable DatabasePair pair = role.probe().pair(PairQueries.SERVER);
        return pair == null ? ProbeClient.of(target, clock) : pair.probeClient(clock);
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        Optional<FaultRecord> known = known(run, fault, handle);
        if (known.isPresent()) {
            heal(known.get());
            // One that takes its time to heal is looked at again when it must be proven cleared.
            if (unhealed(known.get()).isEmpty()) {
                records.delete(run, fault);
            }
        }
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        Optional<FaultRecord> known = known(run, fault, handle);
        if (known.isEmpty()) {
            return new ClearedStatus(true, "no command was run for " + fault);
        }
        Optional<String> left = unhealed(known.get());
        if (left.isPresent()) {
            return new ClearedStatus(false, left.get());
        }
        records.delete(run, fault);
        return new ClearedStatus(
                true, "the verify command of " + String.join(", ", known.get().roles()) + " succeeds");
    }

    /** By the file of this machine, or by the journal. */
    private Optional<FaultRecord> known(String run, String fault, Map<String, String> handle) throws FaultException {
        Optional<FaultRecord> found = records.find(run, fault);
        String journaled = handle.get(RECORD);
        return found.isPresent() || journaled == null ? found : Optional.of(FaultRecord.parse(journaled));
    }

    /** Ends the command that injects, then runs the one that heals; may run twice. */
    private void heal(FaultRecord fault) throws FaultException {
        // A command that outlives its Crossfire would otherwise break the target after it was healed.
        Optional.ofNullable(fault.process()).flatMap(RunningCommand::find).ifPresent(CommandRunner::kill);
        List<String> failed = new ArrayList<>();
        synchronized (healing) {
            for (String role : fault.roles()) {
                CommandResult result = run(commands(fault, role).heal(), fault, role);
                if (!result.succeeded()) {
                    failed.add("the heal command of role " + role + " failed: " + result.detail());
                }
            }
        }
        if (!failed.isEmpty()) {
            throw new FaultException(String.join("; ", failed));
        }
        healed.add(fault.running(null).text());
    }

    /** Why something of a fault may be left; empty when nothing is. */
    private Optional<String> unhealed(FaultRecord fault) throws FaultException {
        for (String role : fault.roles()) {
            CommandResult verified = run(commands(fault, role).verify(), fault, role);
            if (!verified.succeeded()) {
                return Optional.of("the verify command of role " + role + " fails: " + verified.detail());
            }
        }
        return Optional.empty();
    }

    private CommandResult run(List<String> command, FaultRecord fault, String role) throws FaultException {
        try {
            return runner.run(command, values(fault, role), process -> {});
        } catch (NotStartedException missing) {
            throw new FaultException(String.valueOf(missing.getMessage()), missing);
        }
    }

    private static CommandValues values(FaultRecord fault, String role) {
        return new CommandValues(new TreeMap<>(fault.values())).with("role", role);
    }

    private FaultCommands commands(FaultRecord fault, String role) throws FaultException {
        CommandRole bound = roles.get(role);
        @Nullable
        FaultCommands commands = bound == null ? null : bound.commands().get(new Capability(fault.capability()));
        if (commands == null) {
            throw new FaultException("missing commands for " + fault.capability() + " of role " + role
                    + "; expected those with which " + fault.fault() + " was planned");
        }
        return commands;
    }

    /** Runs the command that injects, and the one that heals when the duration is over. */
    private final class CommandInjection extends TimedInjection {
        private final FaultRecord fault;

        CommandInjection(FaultRecord fault, @Nullable Duration duration) {
            super(clock, duration);
            this.fault = fault;
        }

        @Override
        public Map<String, String> handle() {
            return Map.of(RECORD, fault.text());
        }

        @Override
        protected void begin() throws FaultException {
            try {
                records.write(fault);
            } catch (FaultException full) {
                throw new NotInjectedException(String.valueOf(full.getMessage()), full);
            }
            for (String role : fault.roles()) {
                begin(role);
            }
            records.write(fault);
        }

        private void begin(String role) throws FaultException {
            CommandResult result;
            try {
                result = runner.run(commands(fault, role).inject(), values(fault, role), this::note);
            } catch (NotStartedException missing) {
                if (fault.roles().indexOf(role) > 0) {
                    throw new FaultException(String.valueOf(missing.getMessage()), missing);
                }
                records.delete(fault.run(), fault.fault());
                throw new NotInjectedException(String.valueOf(missing.getMessage()), missing);
            }
            if (result.exitCode() == null) {
                String detail = "the inject command of role " + role + ": " + result.detail();
                throw new UnansweredException(detail, new TimeoutException(detail));
            }
            if (!result.succeeded()) {
                throw new FaultException("the inject command of role " + role + " failed: " + result.detail());
            }
        }

        /** So that another process can end the command before it heals. */
        private void note(ProcessHandle process) {
            try {
                records.write(fault.running(RunningCommand.of(process)));
            } catch (FaultException full) {
                CommandRunner.kill(process);
            }
        }

        @Override
        protected boolean isHealed() throws FaultException {
            return healed.contains(fault.text())
                    || records.find(fault.run(), fault.fault()).isEmpty();
        }

        @Override
        protected void end() throws FaultException {
            heal(records.find(fault.run(), fault.fault()).orElse(fault));
            Optional<String> left = unhealed(fault);
            if (left.isPresent()) {
                throw new FaultException(left.get());
            }
        }
    }
}
