package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.FisCredentials;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.actions.ShippedActions;
import java.util.Random;

/**
 * How an endpoint is set up.
 *
 * @param port the loopback port to listen on; 0 for a free one
 * @param account the account and region that it pretends to be; clients must sign for the region
 * @param catalogue what it can execute
 * @param limits what it refuses to exceed
 * @param alarms what stop conditions read
 * @param credentials what clients must sign their requests with
 * @param random decides which resources {@code COUNT} and {@code PERCENT} choose
 */
public record FisSettings(
        int port,
        FisAccount account,
        FisCredentials credentials,
        ActionCatalogue catalogue,
        FisQuotas limits,
        AlarmStates alarms,
        Random random) {
    /**
     * Returns what a lab needs: all shipped actions, the lab's limits, choices from the run's seed, and credentials that
     * were just made.
     */
    public static FisSettings of(int port, FisAccount account, AlarmStates alarms, long seed) {
        return new FisSettings(
                port,
                account,
                FisCredentials.random(),
                ShippedActions.catalogue(),
                FisQuotas.LAB,
                alarms,
                new Random(seed));
    }
}
