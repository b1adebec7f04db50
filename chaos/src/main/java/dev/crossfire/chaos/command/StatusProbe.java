package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandRunner.CommandResult;
import dev.crossfire.chaos.command.CommandRunner.NotStartedException;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a status command again and again: exit code 0 says that the fault's effect is on the target, 1 that it is not, and
 * everything else, a time-out too, says nothing.
 */
final class StatusProbe implements ProbeClient {
    private static final int PRESENT = 0;
    private static final int ABSENT = 1;

    /** Between two runs: a command takes more of a machine than a request does. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final List<String> command;
    private final CommandValues values;
    private final CommandRunner runner;
    private final RunClock clock;
    private final @Nullable ProbeClient address;
    private @Nullable ProbeReply latest;
    private Duration next = Duration.ZERO;

    /**
     * A probe by a command.
     *
     * @param address that must answer before the target counts as intact; null when the command alone decides
     */
    StatusProbe(
            List<String> command,
            CommandValues values,
            CommandRunner runner,
            RunClock clock,
            @Nullable ProbeClient address) {
        this.command = command;
        this.values = values;
        this.runner = runner;
        this.clock = clock;
        this.address = address;
    }

    @Override
    public ProbeReply request() {
        ProbeReply known = latest;
        if (known != null && clock.elapsed().compareTo(next) < 0) {
            return known;
        }
        ProbeReply reply = check(clock.instant());
        next = clock.elapsed().plus(PAUSE);
        latest = reply;
        return reply;
    }

    private ProbeReply check(Instant began) {
        CommandResult result;
        try {
            result = runner.run(command, values, process -> {});
        } catch (NotStartedException missing) {
            return new ProbeReply.Unknown("the status command: " + missing.getMessage());
        }
        Integer code = result.exitCode();
        if (code == null || (code != PRESENT && code != ABSENT)) {
            return new ProbeReply.Unknown("the status command: " + result.detail());
        }
        boolean present = code == PRESENT;
        @Nullable ProbeReply answer = address == null ? null : address.request();
        boolean serves = answer == null || answer instanceof ProbeReply.Answered;
        return answer == null || serves || present
                ? new ProbeReply.EffectChecked(present, serves, began)
                : new ProbeReply.Unknown("the status command finds no effect, but the address " + answer.detail());
    }

    @Override
    public Duration patience() {
        return runner.limit().plus(ProbeClient.super.patience()).plus(CommandRunner.KILLED_WITHIN);
    }

    /** How long a command takes shows nothing. */
    @Override
    public int baseline() {
        return 1;
    }

    @Override
    public ProbeReply late() {
        return new ProbeReply.Unknown("the status command has not ended yet");
    }

    @Override
    public void close() {
        if (address != null) {
            address.close();
        }
    }
}
