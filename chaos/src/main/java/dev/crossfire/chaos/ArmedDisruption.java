package dev.crossfire.chaos;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Sighting;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Harm that is ready to be done, and the vantages from which it will show.
 *
 * <p>One thread may fire it while another looks; looks and the end exclude each other.
 */
final class ArmedDisruption implements Fault {
    private final Command command;
    private final Lookouts lookouts;
    private final Lookouts dependents;
    private final Aftermath aftermath;
    private final Hearing hearing;
    private final Clock clock = Clock.systemUTC();
    private volatile boolean takenBack;

    private ArmedDisruption(Command command, Lookouts lookouts, Lookouts dependents, Aftermath aftermath) {
        this.command = command;
        this.lookouts = lookouts;
        this.dependents = dependents;
        this.aftermath = aftermath;
        this.hearing = new Hearing(command, aftermath);
    }

    static <S extends FaultSettings> ArmedDisruption of(DisruptionKind<S> kind, Arming<S> arming)
            throws FaultException {
        kind.fit(arming);
        Disruption disruption = kind.disruption(arming);
        Lookouts lookouts = kind.lookouts(arming);
        try {
            lookouts.survey();
            Command command = disruption.prepare(arming.run(), arming.fault(), kind.strikes(arming));
            return new ArmedDisruption(command, lookouts, kind.dependents(arming), new Aftermath(kind.settling()));
        } catch (FaultException | RuntimeException broken) {
            lookouts.close();
            // By tags: a request whose answer was not heard may have been done.
            TakingBack.after(broken, () -> kind.heal(arming, Map.of()));
            throw broken;
        }
    }

    @Override
    public Map<String, String> handle() {
        return command.handle();
    }

    @Override
    public void inject() throws FaultException {
        aftermath.asked();
        try {
            command.start();
        } finally {
            hearing.begin();
        }
    }

    @Override
    public synchronized Sighting look() {
        Instant began = clock.instant();
        lookouts.look(aftermath.wasAsked());
        boolean whole = lookouts.whole();
        boolean bitten = lookouts.bitten();
        boolean over = whole && aftermath.hasEnded();
        Sighting seen = new Sighting(whole, bitten, over && isServedAgain(), "");
        String trouble = bitten ? null : hearing.trouble();
        String words = trouble == null ? lookouts.seen() : lookouts.seen() + "; " + trouble;
        if (over && !seen.cleared()) {
            words += "; " + dependents.seen();
        }
        // Whoever was silent throughout a look was so from the time on at which an answer was due.
        @Nullable Instant by = lookouts.overdue().map(began::plus).orElse(null);
        return new Sighting(whole, bitten, aftermath.isGone(seen, clock.instant()), words, null, by);
    }

    /** Asked only once all else is over and it was healed: one that ends by itself has led users elsewhere long ago. */
    private boolean isServedAgain() {
        if (!takenBack) {
            return true;
        }
        dependents.look(false);
        return dependents.whole();
    }

    @Override
    public void takenBack() {
        takenBack = true;
        hearing.again();
    }

    @Override
    public synchronized void close() {
        hearing.close();
        dependents.close();
        lookouts.close();
    }
}
