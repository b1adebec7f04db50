package dev.crossfire.scenarios.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is read even where something is wrong with a part of it, so that the rest is checked in the same pass.
 *
 * <p>Every component is nullable; what a file must give is {@link Required}.
 */
public interface PartialRecord {
    /** A component that the file must give; null in memory when the file gave it wrongly. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Required {}

    /** A text that others refer to: letters, digits, '-' and '_', beginning with a letter. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Identifier {}

    /** The key of a component in the file, where it differs from the component's name in kebab case. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface FileKey {
        String value();
    }

    /** The keys of a part that are refused until a later version gives them a meaning. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface ReservedKeys {
        String[] value();
    }

    /** Any single value, taken as the text in the file. */
    record AnyScalar(String text) {}
}
