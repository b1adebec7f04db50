package dev.crossfire.simulations;

import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.controller.inject.open.OpenInjectionSupport;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;

/** A {@link Profile} in the form in which Gatling's open model takes its steps. */
final class ArrivalStep implements OpenInjectionStep {
    private static final long serialVersionUID = 1;

    // Gatling's interface is serialisable for its own products; nothing serialises a step here.
    private final transient Profile profile;

    ArrivalStep(Profile profile) {
        this.profile = profile;
    }

    /** A scenario whose users arrive by a profile; Gatling's Java form has no way in for steps of one's own, its Scala form has. */
    static PopulationBuilder inject(ScenarioBuilder scenario, Profile profile) {
        scala.collection.Iterable<OpenInjectionStep> steps =
                CollectionConverters.asScala(List.of(new ArrivalStep(profile)));
        return new PopulationBuilder(scenario.wrapped.inject(
                OpenInjectionSupport.OpenInjectionProfileFactory().profile(steps)));
    }

    @Override
    public scala.collection.Iterator<FiniteDuration> chain(scala.collection.Iterator<FiniteDuration> rest) {
        FiniteDuration length = duration();
        return CollectionConverters.asScala(offsets()).concat(() -> rest.map(offset -> offset.$plus(length)));
    }

    private Iterator<FiniteDuration> offsets() {
        PrimitiveIterator.OfLong arrivals = profile.arrivalMillis();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return arrivals.hasNext();
            }

            @Override
            public FiniteDuration next() {
                return millis(arrivals.nextLong());
            }
        };
    }

    @Override
    public long users() {
        return profile.users();
    }

    @Override
    public FiniteDuration duration() {
        return millis(profile.length().toMillis());
    }

    private static FiniteDuration millis(long millis) {
        return FiniteDuration.apply(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int n) {
        return profile;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ArrivalStep;
    }
}
