package dev.crossfire.conductor;

import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.NotAskedException;
import dev.crossfire.spi.Sighting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fault that is injected only while this process may still break something; looking and healing are always allowed. */
final class PermittedFault implements Fault {
    private final Fault fault;
    private final Permit permit;

    PermittedFault(Fault fault, Permit permit) {
        this.fault = fault;
        this.permit = permit;
    }

    @Override
    public void inject() throws FaultException {
        @Nullable String objection = permit.objection();
        if (objection != null) {
            throw new NotAskedException("it was not injected: " + objection);
        }
        fault.inject();
    }

    @Override
    public Map<String, String> handle() {
        return fault.handle();
    }

    @Override
    public Sighting look() {
        return fault.look();
    }

    @Override
    public void takenBack() {
        fault.takenBack();
    }

    @Override
    public void close() {
        fault.close();
    }
}
