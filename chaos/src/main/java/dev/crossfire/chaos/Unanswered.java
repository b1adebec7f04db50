package dev.crossfire.chaos;

import java.util.List;

/** How it shows that a target cannot be reached, although nothing need be wrong with it. */
enum Unanswered implements Effect {
    /** Its clients wait in vain. */
    HANGING {
        @Override
        boolean shows(Echo echo) {
            return echo instanceof Echo.Silent;
        }
    },
    /** Its clients are turned away. */
    REFUSED {
        @Override
        boolean shows(Echo echo) {
            return echo instanceof Echo.Refused;
        }
    };

    /** The second is asked over a new connection: one that merely was closed while it was idle does not count. */
    private static final int IN_A_ROW = 2;

    abstract boolean shows(Echo echo);

    @Override
    public boolean whole(List<Echo> echoes, Baseline before) {
        return Effect.last(echoes) instanceof Echo.Answered;
    }

    @Override
    public boolean bitten(List<Echo> echoes, Baseline before) {
        return echoes.size() >= IN_A_ROW
                && echoes.subList(echoes.size() - IN_A_ROW, echoes.size()).stream()
                        .allMatch(this::shows);
    }
}
