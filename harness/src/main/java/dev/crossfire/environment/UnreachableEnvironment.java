package dev.crossfire.environment;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.List;

/**
 * An environment of which only the inventory is known: it is not open, or cannot be opened.
 *
 * @param reason why, as text
 */
public record UnreachableEnvironment(Inventory inventory, RunClock clock, String reason) implements Environment {
    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        throw unreachable();
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        throw unreachable();
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        throw unreachable();
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        throw unreachable();
    }

    private FaultException unreachable() {
        return new FaultException(reason);
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
