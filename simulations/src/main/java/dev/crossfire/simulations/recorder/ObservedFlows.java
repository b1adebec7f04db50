package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.RunObserver.UserEvents;
import dev.crossfire.simulations.recorder.ScheduledProfile.ScheduledArrivals;
import io.gatling.core.controller.inject.PopulationFlows;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.scenario.Population;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.session.Session;
import io.gatling.http.engine.response.ResponseProcessor;
import io.gatling.http.engine.tx.HttpTx;
import io.gatling.http.engine.tx.HttpTxExecutor;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.protocol.HttpProtocol$;
import java.lang.reflect.Field;
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
import scala.runtime.AbstractFunction1;
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
                    events.arrived(number);
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

    /**
     * Reports when users begin HTTP requests.
     *
     * <p>Gatling's statistics contain a request only when it has ended, and no other hook of Gatling's comes earlier. But
     * its HTTP client calls a function for the handler of each answer, just before it sends the request. That function is
     * replaced by one that calls the original and reports. The contract check shows before each run that this still works.
     */
    private static final class RequestStarts {
        private static final String FIELD = "responseProcessorFactory";

        private final Function<String, UserEvents> users;
        private final GeneratorClock clock;

        /** @param users takes the events of a cohort's users */
        RequestStarts(Function<String, UserEvents> users, GeneratorClock clock) {
            this.users = users;
            this.clock = clock;
        }

        /**
         * From now on the requests of a scenario are reported.
         *
         * @throws IllegalStateException when this is another Gatling
         */
        void observe(Scenario scenario) {
            HttpComponents http =
                    scenario.ctx().protocolComponentsRegistry().components(HttpProtocol$.MODULE$.HttpProtocolKey());
            try {
                Field field = HttpTxExecutor.class.getDeclaredField(FIELD);
                field.setAccessible(true);
                @SuppressWarnings("unchecked")
                Function1<HttpTx, ResponseProcessor> own =
                        (Function1<HttpTx, ResponseProcessor>) field.get(http.httpTxExecutor());
                if (!(own instanceof Telling)) {
                    field.set(http.httpTxExecutor(), new Telling(own));
                }
            } catch (ReflectiveOperationException | RuntimeException other) {
                throw new IllegalStateException(
                        "this Gatling does not show when requests begin; run the version that Crossfire is built with",
                        other);
            }
        }

        private final class Telling extends AbstractFunction1<HttpTx, ResponseProcessor> {
            private final Function1<HttpTx, ResponseProcessor> own;

            Telling(Function1<HttpTx, ResponseProcessor> own) {
                this.own = own;
            }

            @Override
            public ResponseProcessor apply(HttpTx request) {
                Session session = request.session();
                scala.collection.immutable.List<String> groups = session.groups();
                // A silent request is not among the statistics, so its end would not be reported.
                if (!request.silent() && !groups.isEmpty() && UserTag.isTag(groups.head())) {
                    users.apply(session.scenario()).sent(UserTag.number(groups.head()), clock.nowMicros());
                }
                return own.apply(request);
            }
        }
    }
}
