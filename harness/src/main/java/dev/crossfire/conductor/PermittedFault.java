package dev.crossfire.conductor;

import dev.crossfire.guardian.InjectionPermit;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.NotInjectedException;
import dev.crossfire.spi.ProbeResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is injected only while this process may still break something; probing and healing are always allowed.
 */
final class PermittedFault implements Fault {
    private final Fault fault;
    private final InjectionPermit injectionPermit;

    PermittedFault(Fault fault, InjectionPermit injectionPermit) {
        this.fault = fault;
        this.injectionPermit = injectionPermit;
    }

    @Override
    public void inject() throws FaultException {
        @Nullable String objection = injectionPermit.objection();
        if (objection != null) {
            throw new NotInjectedException("it was not injected: " + objection);
        }
        fault.inject();
    }

    @Override
    public Map<String, String> handle() {
        return fault.handle();
    }

    @Override
    public ProbeResult probe() {
        return fault.probe();
    }

    @Override
    public void endReported() {
        fault.endReported();
    }

    @Override
    public void close() {
        fault.close();
    }
}
