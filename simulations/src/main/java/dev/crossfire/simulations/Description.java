package dev.crossfire.simulations;

import dev.crossfire.model.load.Population.ScenarioInjection;
import dev.crossfire.simulations.GeneratorEvent.Described;
import dev.crossfire.simulations.GeneratorEvent.Obstacle;
import dev.crossfire.simulations.GeneratorEvent.Undescribed;
import dev.crossfire.simulations.recorder.Gatling;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;

/** Describes what a simulation would do, or why that is unknown. */
final class Description {
    private static final int MOST_WORDS = 400;

    private Description() {}

    /** Builds the simulation that a scenario names; {@link RunnerEnvironment#prepare} comes first. */
    static GeneratorEvent of(String simulation) {
        String name = ShippedSimulation.classNameOf(simulation);
        try {
            return of(Class.forName(name, false, Description.class.getClassLoader()));
        } catch (ClassNotFoundException missing) {
            return new Undescribed(Obstacle.MISSING, name);
        } catch (LinkageError broken) {
            return undescribed(broken);
        }
    }

    private static GeneratorEvent of(Class<?> simulation) {
        try {
            Optional<List<ScenarioInjection>> injections = Gatling.injections(simulation);
            return injections.isPresent()
                    ? new Described(simulation.getName(), injections.get())
                    : new Undescribed(Obstacle.NOT_A_SIMULATION, kind(simulation));
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError broken) {
            return undescribed(broken);
        }
    }

    private static GeneratorEvent undescribed(Throwable broken) {
        Throwable cause = cause(broken);
        cause.printStackTrace(System.err);
        return new Undescribed(obstacle(cause), words(cause));
    }

    private static String kind(Class<?> found) {
        if (found.isInterface()) {
            return "an interface";
        }
        return Modifier.isAbstract(found.getModifiers())
                ? "an abstract class"
                : "a class that extends no Simulation of Gatling";
    }

    /** What its own code threw, out of what reflection and static initialisers wrap around it. */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause instanceof InvocationTargetException || cause instanceof ExceptionInInitializerError)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Obstacle obstacle(Throwable cause) {
        if (cause instanceof UnsupportedClassVersionError) {
            return Obstacle.NEWER_JAVA;
        }
        if (cause instanceof NoClassDefFoundError && !isOfGatling(String.valueOf(cause.getMessage()))) {
            return Obstacle.INCOMPLETE;
        }
        return cause instanceof LinkageError ? Obstacle.OTHER_LIBRARIES : Obstacle.OWN_CODE;
    }

    /** Java names a missing class by its path. Gatling is on the class path: what it lacks, another version has. */
    private static boolean isOfGatling(String path) {
        return path.startsWith("io/gatling/") || path.startsWith("scala/");
    }

    private static String words(Throwable cause) {
        String said = cause.getMessage();
        String words = cause.getClass().getSimpleName() + (said == null ? "" : ": " + said.replaceAll("\\s+", " "));
        return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "…" : words;
    }
}
