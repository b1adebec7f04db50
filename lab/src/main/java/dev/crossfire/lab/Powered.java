package dev.crossfire.lab;

import dev.crossfire.lab.process.Keeper;
import dev.crossfire.lab.zone.Supply;

/** A kept process that runs only where there is power. */
record Powered(Keeper keeper) implements Supply.Dependent {
    private static final String WHY = "power";

    @Override
    public void lost(String reason) {
        keeper.hold(WHY);
        keeper.kill(reason);
    }

    @Override
    public void back() {
        keeper.release(WHY);
    }
}
