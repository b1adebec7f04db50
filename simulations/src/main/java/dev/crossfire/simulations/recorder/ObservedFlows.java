package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.RunObserver.UserEvents;
import io.gatling.core.controller.inject.PopulationFlows;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.scenario.Population;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.session.Session;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongConsumer;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * A simulation's populations, wrapped so that they report when they begin and tag their users.
 *
 * <p>The simulation itself stays as its author wrote it: only Gatling's built form of it is wrapped.
 */
final class ObservedFlows {
    private final Map<String, List<OpenInjectionStep>> known;
    private final ScheduledArrivals arrivals;
    private final LongConsumer onStart;
    private final Function<String, LongAdder> sentBy;
    private final Function<String, UserEvents> users;
    private final RequestStarts starts;

    /**
     * Prepares the wrapping.
     *
     * @param known the steps of the scenarios whose users' arrivals are known
     * @param onStart called when a population's schedule begins, in milliseconds since the epoch
     * @param sentBy the count of a cohort's users that have started and whose arrival is known
     * @param users takes what a cohort's users do
     */
    ObservedFlows(
            Map<String, List<OpenInjectionStep>> known,
            ScheduledArrivals arrivals,
            LongConsumer onStart,
            Function<String, LongAdder> sentBy,
            Function<String, UserEvents> users,
            GeneratorClock clock) {
        this.known = known;
        this.arrivals = arrivals;
        this.onStart = onStart;
        this.sentBy = sentBy;
        this.users = users;
        this.starts = new RequestStarts(users, clock);
    }

    PopulationFlows<String, Population> wrap(PopulationFlows<String, Population> flows) {
        List<PopulationFlows.Flow<String, Population>> wrapped = CollectionConverters.asJava(flows.locks()).stream()
                .map(flow -> new PopulationFlows.Flow<>(wrap(flow.value()), flow.blockedBy()))
                .toList();
        return new PopulationFlows<>(CollectionConverters.asScala(wrapped).toList());
    }

    private Population wrap(Population population) {
        Scenario scenario = population.scenario();
        starts.observe(scenario);
        List<OpenInjectionStep> steps = known.getOrDefault(scenario.name(), List.of());
        return new Population(
                tagging(scenario),
                new ScheduledProfile(population.injectionProfile(), steps, arrivals, onStart),
                population.shard());
    }

    private Scenario tagging(Scenario scenario) {
        LongAdder sent = sentBy.apply(scenario.name());
        UserEvents events = users.apply(scenario.name());
        UserNumbers numbers = new UserNumbers();
        Map<Long, Integer> active = new ConcurrentHashMap<>();
        Function1<Session, Session> own = scenario.onStart();
        Function1<Session, BoxedUnit> ownExit = scenario.onExit();
        return new Scenario(
                scenario.name(),
                scenario.entry(),
                session -> {
                    int number = numbers.take();
                    active.put(session.userId(), number);
                    events.came(number);
                    return own.apply(tagged(session, number, sent));
                },
                session -> {
                    Integer number = active.remove(session.userId());
                    if (number != null) {
                        events.left(number);
                        numbers.release(number);
                    }
                    return ownExit.apply(session);
                },
                scenario.ctx());
    }

    private Session tagged(Session session, int number, LongAdder sent) {
        long user = session.userId();
        long arrival = arrivals.of(user);
        if (arrival == ScheduledArrivals.UNKNOWN) {
            return session.enterGroup(UserTag.write(ScheduledArrivals.UNKNOWN, user, number), arrivals.originMillis());
        }
        sent.increment();
        return session.enterGroup(UserTag.write(arrival, user, number), arrivals.originMillis() + arrival);
    }

    /**
     * Numbers the users of one scenario that are active at the same time, from 1.
     *
     * <p>A closed model replaces a user who leaves by a new one. The new one takes over the smallest free number, so a number
     * stands for one of the users that the model keeps up, however many it has used for that. May be used from many threads.
     */
    private static final class UserNumbers {
        private final Queue<Integer> free = new PriorityQueue<>();
        private int highest;

        synchronized int take() {
            Integer number = free.poll();
            return number == null ? ++highest : number;
        }

        synchronized void release(int number) {
            free.add(number);
        }
    }
}
