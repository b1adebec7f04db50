package dev.crossfire.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts one embedded lab for all drills of a test class, and stops it after them. Drills without an environment run on it.
 * A parameter of type {@link RunningLab} gets its addresses.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LabExtension.class)
public @interface CrossfireLab {
    /** Options of the lab itself, as {@code {"--replication", "async"}}. */
    String[] value() default {};
}
