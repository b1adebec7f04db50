package dev.crossfire.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test that is a drill. It runs the drill, reports each objective as a test of its own, then whether every fault is
 * cleared, and at last calls the method for the user's own assertions, with the {@link DrillVerdict} if it has a parameter
 * of that type.
 *
 * <pre>
 * &#64;Drill("drills/failover.yaml")
 * void recoversFromTheLossOfItsWriter(DrillVerdict verdict) {
 *     assertEquals(0, verdict.ledger().lost());
 * }
 * </pre>
 *
 * <p>Methods with {@code @BeforeEach} and {@code @AfterEach} run around the drill and around the own assertions. Drills have
 * the tag {@code drill}, and only one runs at a time.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@Tag("drill")
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("dev.crossfire.drill")
@ExtendWith(DrillExtension.class)
public @interface Drill {
    /**
     * The scenario: a file in the working directory, which is the project's folder in Maven and Gradle, a resource on the
     * class path, or the name of a shipped scenario.
     */
    String value() default "";

    /**
     * In place of a file: the name of a static method of the test class without parameters, which returns a
     * {@link dev.crossfire.junit.scenario.DrillScenario}.
     */
    String from() default "";

    /**
     * An environment's file or its name; by default the lab of {@link CrossfireLab} if the class has it, else a lab of the
     * drill's own.
     */
    String environment() default "";

    /** The seed of every random choice. */
    long seed() default 1;

    /** Values to change, as {@code load.duration=2m}. */
    String[] set() default {};

    /** How many drills are judged together; 1 for a single run. */
    int repeat() default 1;

    /** How many of them may fail. */
    int mayFail() default 0;

    /** What the run belongs to, as {@code team=checkout}. */
    String[] labels() default {};

    /** The name of a protected environment, which confirms that it may be broken. */
    String confirm() default "";

    /** Where the classes of an own Gatling simulation are, as {@code target/test-classes}. */
    String[] classPath() default {};

    /** Further options of {@code crossfire run}. */
    String[] options() default {};

    /** What an inconclusive objective is in the test report; never a pass. */
    WhenInconclusive whenInconclusive() default WhenInconclusive.FAIL;

    /** What an inconclusive objective is in the test report. */
    enum WhenInconclusive {
        /** A failed test. */
        FAIL,
        /** An aborted test, which most reports count as skipped. */
        ABORT
    }
}
