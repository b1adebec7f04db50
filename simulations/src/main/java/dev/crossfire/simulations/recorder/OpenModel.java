package dev.crossfire.simulations.recorder;

import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.load.Population.ScenarioInjection;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.action.builder.LoopBuilder;
import io.gatling.core.action.builder.LoopType;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.controller.inject.closed.ClosedInjectionProfile;
import io.gatling.core.controller.inject.closed.ClosedInjectionStep;
import io.gatling.core.controller.inject.open.OpenInjectionProfile;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.scenario.SimulationParams;
import io.gatling.core.structure.ChainBuilder;
import io.gatling.core.structure.PopulationBuilder;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Determines the scenarios whose schedule is also the schedule of their users' first requests.
 *
 * <p>That is so when users arrive by an open model, nothing throttles them, and nothing that takes time by intention (a
 * pause, a rendez-vous, a branch that cannot be inspected) comes before the first request. Feeders and session
 * functions may come before: what they take is the injector's own slowness. So may the beginning of a repetition, and
 * an exit that a user takes without having sent anything.
 */
final class OpenModel {
    private static final List<String> TIMELESS = List.of(
            "io.gatling.core.action.builder.FeedBuilder",
            "io.gatling.core.action.builder.SessionHookBuilder",
            "io.gatling.core.action.builder.GroupBuilder",
            "io.gatling.core.action.builder.ExitHereBuilder",
            "io.gatling.http.action.cookie.");
    private static final List<String> REQUEST = List.of(
            "io.gatling.http.request.builder.HttpRequestBuilder",
            "io.gatling.http.action.HttpRequestAction",
            "io.gatling.http.action.HttpConcurrentRequestsAction",
            "io.gatling.core.action.builder.DummyBuilder");

    private static final Set<String> LOOPS = Set.of("repeat", "forever", "during", "doWhile", "doWhileDuring");

    private OpenModel() {}

    /** The steps of each scenario whose first requests have a known intended start, by the scenario's name. */
    static Map<String, List<OpenInjectionStep>> stepsByScenario(SimulationParams simulation) {
        Map<String, List<OpenInjectionStep>> known = new LinkedHashMap<>();
        if (!simulation.globalThrottleSteps().isEmpty()) {
            return known;
        }
        for (PopulationBuilder population : populations(simulation)) {
            if (population.scenarioThrottleSteps().isEmpty() && beginsWithRequest(population)) {
                List<OpenInjectionStep> steps = steps(population.injectionProfile());
                if (!steps.isEmpty()) {
                    known.put(population.scenarioBuilder().name(), steps);
                }
            }
        }
        return known;
    }

    /**
     * Every scenario with its model, in the simulation's order.
     *
     * @param startsKnown the scenarios whose users' first requests have a known intended start
     */
    static List<Population> populations(SimulationParams simulation, Set<String> startsKnown) {
        boolean throttled = !simulation.globalThrottleSteps().isEmpty();
        return populations(simulation).stream()
                .map(population -> {
                    String cohort = population.scenarioBuilder().name();
                    return new Population(cohort, model(population, throttled), startsKnown.contains(cohort));
                })
                .toList();
    }

    /** Every scenario's profile, in the simulation's order. */
    static List<ScenarioInjection> injections(SimulationParams simulation) {
        List<Population> populations =
                populations(simulation, stepsByScenario(simulation).keySet());
        List<PopulationBuilder> builders = populations(simulation);
        List<ScenarioInjection> injections = new ArrayList<>();
        for (int i = 0; i < builders.size(); i++) {
            injections.add(injection(populations.get(i), builders.get(i).injectionProfile(), simulation));
        }
        return injections;
    }

    private static ScenarioInjection injection(
            Population population, InjectionProfile profile, SimulationParams simulation) {
        List<OpenInjectionStep> open = steps(profile);
        List<ClosedInjectionStep> closed = steps(ClosedInjectionProfile.class, ClosedInjectionStep.class, profile);
        long nanos = Stream.concat(
                        open.stream().map(OpenInjectionStep::duration),
                        closed.stream().map(ClosedInjectionStep::duration))
                .mapToLong(FiniteDuration::toNanos)
                .sum();
        boolean known = !open.isEmpty() || !closed.isEmpty();
        boolean cut = simulation.maxDuration().exists(most -> most.toNanos() < nanos);
        long lasts = cut ? simulation.maxDuration().get().toNanos() : nanos;
        // A step that injects all users at once does not determine how long they stay.
        Duration length = known && lasts > 0 ? Duration.ofNanos(lasts) : null;
        Long users = open.isEmpty() || cut
                ? null
                : open.stream().mapToLong(OpenInjectionStep::users).sum();
        return new ScenarioInjection(population, users, length);
    }

    private static ArrivalModel model(PopulationBuilder population, boolean throttled) {
        if (!(population.injectionProfile() instanceof OpenInjectionProfile)) {
            return ArrivalModel.CLOSED;
        }
        boolean own = !population.scenarioThrottleSteps().isEmpty();
        return throttled || own ? ArrivalModel.THROTTLED : ArrivalModel.OPEN;
    }

    private static List<PopulationBuilder> populations(SimulationParams simulation) {
        return CollectionConverters.asJava(PopulationBuilder.flatten(simulation.rootPopulationBuilders()));
    }

    private static boolean beginsWithRequest(PopulationBuilder population) {
        return beginsWithRequest(population.scenarioBuilder().actionBuilders());
    }

    private static boolean beginsWithRequest(scala.collection.immutable.List<ActionBuilder> lastFirst) {
        // Gatling keeps what a scenario does last things first.
        List<ActionBuilder> actions = new ArrayList<>(CollectionConverters.asJava(lastFirst));
        Collections.reverse(actions);
        for (ActionBuilder action : actions) {
            String kind = action.getClass().getName();
            if (REQUEST.stream().anyMatch(kind::startsWith)) {
                return true;
            }
            if (action instanceof LoopBuilder loop) {
                return bodyComesFirst(loop) && beginsWithRequest(body(loop));
            }
            if (TIMELESS.stream().noneMatch(kind::startsWith)) {
                return false;
            }
        }
        return false;
    }

    /** A repetition runs its body before it decides whether to go on; other loops may leave it out. */
    private static boolean bodyComesFirst(LoopBuilder loop) {
        return field(LoopBuilder.class, "loopType", loop)
                .map(type -> LOOPS.contains(((LoopType) type).name()))
                .orElse(false);
    }

    private static scala.collection.immutable.List<ActionBuilder> body(LoopBuilder loop) {
        return field(LoopBuilder.class, "loopNext", loop)
                .map(body -> ((ChainBuilder) body).actionBuilders())
                .orElse(scala.collection.immutable.List$.MODULE$.empty());
    }

    /** A private part of Gatling; empty when this is another Gatling than the known one. */
    private static Optional<Object> field(Class<?> type, String name, Object of) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return Optional.ofNullable(field.get(of));
        } catch (NoSuchFieldException | IllegalAccessException anotherGatling) {
            // The intended starts are then not known and flagged so; the contract check refuses such a Gatling.
            return Optional.empty();
        }
    }

    /** The steps of an open profile; empty when it is none, or another Gatling's. */
    private static List<OpenInjectionStep> steps(InjectionProfile profile) {
        return steps(OpenInjectionProfile.class, OpenInjectionStep.class, profile);
    }

    private static <S> List<S> steps(Class<?> kind, Class<S> step, InjectionProfile profile) {
        if (!kind.isInstance(profile)) {
            return List.of();
        }
        List<S> steps = new ArrayList<>();
        field(kind, "steps", profile)
                .map(found -> CollectionConverters.asJava((scala.collection.immutable.List<?>) found))
                .ifPresent(found -> found.forEach(one -> steps.add(step.cast(one))));
        return steps;
    }
}
