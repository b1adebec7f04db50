package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.FisAccount;
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
 * @param random decides which resources {@code COUNT} and {@code PERCENT} choose
 */
public record FisSettings(
        int port, FisAccount account, ActionCatalogue catalogue, FisQuotas limits, AlarmStates alarms, Random random) {
    /** Returns what a lab needs: all shipped actions, the lab's limits, choices from the run's seed. */
    public static FisSettings of(int port, FisAccount account, AlarmStates alarms, long seed) {
        return new FisSettings(port, account, ShippedActions.catalogue(), FisQuotas.LAB, alarms, new Random(seed));
    }
}
