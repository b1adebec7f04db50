package dev.crossfire.lab.fis;

/**
 * One kind of action: a new one is one file that implements this, and one line in {@code ShippedActions}.
 *
 * <p>An implementation has no state of its own; what it broke it remembers in the {@link ActionRun} that it returns.
 */
public interface FisAction {
    /** Declares the action: its id, its description, its parameters and targets. */
    ActionSpec spec();

    /**
     * Begins the effect on all its targets; may block, and runs on a thread of its own.
     *
     * <p>If it throws it must have undone what it had done so far.
     *
     * @return what holds the effect, or {@link ActionRun#oneShot()} if nothing is held
     * @throws InventoryException if a target refuses
     */
    ActionRun start(ActionCall call) throws InventoryException;
}
