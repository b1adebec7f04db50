package dev.crossfire.check;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentClaim;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Leftover;
import java.time.Duration;
import java.util.List;

/** An environment as its settings declare it; it can be read, and does nothing. */
record UnopenedEnvironment(Inventory inventory) implements Environment {
    @Override
    public boolean charges() {
        return false;
    }

    @Override
    public <T> T offer(Target target, Class<T> services) throws FaultException {
        throw unopened();
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        throw unopened();
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        throw unopened();
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        throw unopened();
    }

    private FaultException unopened() {
        return new FaultException("environment " + inventory.environment() + " is not open");
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
