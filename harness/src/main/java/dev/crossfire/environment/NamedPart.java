package dev.crossfire.environment;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.List;

/**
 * One of several providers' environments: its leftovers and its errors name the provider.
 *
 * @param provider the provider's name
 */
record NamedPart(String provider, Environment part) implements Environment {
    /** Between a provider's name and what the provider calls a leftover. */
    private static final String BETWEEN = ":";

    /** The provider of a leftover that a part has listed; empty when no part has. */
    static String providerOf(Leftover leftover) {
        return leftover.id().substring(0, Math.max(0, leftover.id().indexOf(BETWEEN)));
    }

    /** A request to the provider. */
    private interface Request<T> {
        T send() throws FaultException;
    }

    private <T> T named(Request<T> request) throws FaultException {
        try {
            return request.send();
        } catch (FaultException failed) {
            throw new FaultException(provider + ": " + failed.getMessage(), failed);
        }
    }

    private List<Leftover> named(List<Leftover> left) {
        return left.stream()
                .map(one -> new Leftover(one.run(), one.fault(), provider + BETWEEN + one.id(), one.what()))
                .toList();
    }

    @Override
    public Inventory inventory() {
        return part.inventory();
    }

    @Override
    public RunClock clock() {
        return part.clock();
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        return named(() -> part.capability(target, type));
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        return named(named(part::leftovers));
    }

    @Override
    public List<Leftover> expired() throws FaultException {
        return named(named(part::expired));
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        String id = leftover.id().substring(provider.length() + BETWEEN.length());
        named(() -> {
            part.clear(new Leftover(leftover.run(), leftover.fault(), id, leftover.what()));
            return id;
        });
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        EnvironmentClaim claim = named(() -> part.claim(run, forAtMost));
        return new EnvironmentClaim() {
            @Override
            public void renew() throws FaultException {
                named(() -> {
                    claim.renew();
                    return claim;
                });
            }

            @Override
            public void release() throws FaultException {
                named(() -> {
                    claim.release();
                    return claim;
                });
            }
        };
    }

    @Override
    public void close() {
        part.close();
    }
}
