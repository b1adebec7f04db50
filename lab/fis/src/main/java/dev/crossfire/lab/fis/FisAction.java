package dev.crossfire.lab.fis;

/**
 * One action that templates can name.
 *
 * <p>An implementation has no state of its own; what it broke it remembers in the {@link ActiveEffect} that it returns.
 */
public interface FisAction {
    /** Declares the action: its id, its description, its parameters and targets. */
    ActionSpec spec();

    /**
     * Begins the effect on all its targets; may block, and runs on a thread of its own.
     *
     * <p>If it throws it must have undone what it had done so far.
     *
     * @return what holds the effect, or {@link ActiveEffect#oneShot()} if nothing is held
     * @throws InventoryException if a target refuses
     */
    ActiveEffect start(ActionCall call) throws InventoryException;

    /** What an action does when it starts; see {@link FisAction#start}. */
    @FunctionalInterface
    interface StartFunction {
        /** Begins the effect on all targets. */
        ActiveEffect on(ActionCall call) throws InventoryException;
    }

    /** Returns an action of its declaration and what it does. */
    static FisAction of(ActionSpec spec, StartFunction start) {
        return new FisAction() {
            @Override
            public ActionSpec spec() {
                return spec;
            }

            @Override
            public ActiveEffect start(ActionCall call) throws InventoryException {
                return start.on(call);
            }
        };
    }
}
