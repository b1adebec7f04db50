package dev.crossfire.judge;

import dev.crossfire.evidence.Counts;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.users.UserStates;
import dev.crossfire.judge.users.WaitingUsers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts one cohort by its users: how long they were unhealthy, and what they would have met while they waited. */
final class UserCount {
    private final WaitingUsers waiting;
    private final UserStates states;
    private final Goodness rule;
    private final Timeline timeline;
    private final InStartOrder ordered;
    private final List<Stretch> stretches = new ArrayList<>();

    private record Stretch(long from, long until, boolean healthy) {}

    UserCount(UserSurvey.Users users, Goodness rule, Timeline timeline, long lateness) {
        waiting = new WaitingUsers(users.cycleMicros(), rule.withinMicros(), users.answerMicros(), users.releases());
        states = new UserStates(rule.withinMicros());
        this.rule = rule;
        this.timeline = timeline;
        ordered = new InStartOrder(
                lateness,
                request -> states.add(
                        request.user(),
                        request.intendedMicros(),
                        timeline.endOf(request),
                        rule.good(request),
                        (from, until, healthy) -> stretches.add(new Stretch(from, until, healthy))));
    }

    /** @param overTime takes what was not sent and would have gone badly; null when nobody asks for it */
    void add(RequestRecord request, List<PhaseTally> phases, @Nullable Counts overTime) {
        long start = request.intendedMicros();
        long end = timeline.endOf(request);
        count(phases, start, end - start, false);
        waiting.waits(request.user(), start, end, (at, wait) -> {
            boolean bad = !request.ok() || wait > rule.withinMicros();
            count(phases, at, wait, bad);
            if (bad && overTime != null && at < timeline.end()) {
                overTime.add(at - timeline.zero(), false);
            }
        });
        ordered.add(request);
        hand(phases);
    }

    void finish(List<PhaseTally> phases) {
        ordered.finish();
        hand(phases);
    }

    private void hand(List<PhaseTally> phases) {
        for (Stretch stretch : stretches) {
            for (PhaseTally phase : phases) {
                @Nullable UserTimeTally tally = phase.userTime();
                if (tally != null) {
                    tally.addTime(stretch.from(), stretch.until(), stretch.healthy());
                }
            }
        }
        stretches.clear();
    }

    private static void count(List<PhaseTally> phases, long at, long wait, boolean missed) {
        for (PhaseTally phase : phases) {
            @Nullable UserTimeTally tally = phase.userTime();
            if (tally != null) {
                tally.addWait(at, wait, missed);
            }
        }
    }
}
