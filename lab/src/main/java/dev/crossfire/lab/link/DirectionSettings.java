package dev.crossfire.lab.link;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How one direction of a connection treats bytes.
 *
 * @param lags each is added
 * @param losses each takes its own share
 */
record DirectionSettings(List<LinkDelay> lags, List<Loss> losses) {
    static final DirectionSettings CLEAR = new DirectionSettings(List.of(), List.of());

    DirectionSettings {
        lags = List.copyOf(lags);
        losses = List.copyOf(losses);
    }

    /** How long the next bytes are kept back, in nanoseconds. */
    long draw(RandomGenerator random) {
        return lags.stream().mapToLong(lag -> lag.draw(random)).sum()
                + losses.stream().mapToLong(loss -> loss.draw(random)).sum();
    }

    /** The longest that bytes can be kept back, in nanoseconds. */
    long longest() {
        return lags.stream().mapToLong(LinkDelay::longest).sum()
                + losses.stream().mapToLong(Loss::longest).sum();
    }
}
