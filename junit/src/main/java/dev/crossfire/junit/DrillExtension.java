package dev.crossfire.junit;

import dev.crossfire.junit.scenario.DrillScenario;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reports a {@link Drill} as one test for the drill, one for each objective, and two more. */
final class DrillExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), Drill.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Drill drill = AnnotationSupport.findAnnotation(method, Drill.class).orElseThrow();
        DrillRun run =
                run(drill, context).named(context.getRequiredTestClass().getSimpleName() + "." + method.getName());
        // Rows that are not asked for are not made: those of the objectives exist once the drill has ended.
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Rows(new DrillRows(run, drill.whenInconclusive(), method)),
                        Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private static DrillRun run(Drill drill, ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        if (drill.value().isEmpty() == drill.from().isEmpty()) {
            throw new DrillErrorException("@Drill of " + method.getName()
                    + " is invalid; expected a scenario file, or from = \"METHOD\", and not both");
        }
        DrillRun run = drill.value().isEmpty()
                ? DrillRun.of(scenario(context.getRequiredTestClass(), drill.from()))
                : DrillRun.of(drill.value());
        run.environment(
                        drill.environment().isEmpty()
                                ? LabExtension.environment(context).orElse("lab")
                                : drill.environment())
                .seed(drill.seed())
                .set(drill.set())
                .labels(drill.labels());
        if (drill.repeat() != 1 || drill.mayFail() != 0) {
            run.repeat(drill.repeat(), drill.mayFail());
        }
        if (!drill.confirm().isEmpty()) {
            run.confirm(drill.confirm());
        }
        if (drill.classPath().length > 0) {
            run.classPath(drill.classPath());
        }
        return run.option(drill.options());
    }

    private static DrillScenario scenario(Class<?> test, String name) {
        try {
            Method method = test.getDeclaredMethod(name);
            if (Modifier.isStatic(method.getModifiers())) {
                method.setAccessible(true);
                @Nullable Object made = method.invoke(null);
                if (made instanceof DrillScenario scenario) {
                    return scenario;
                }
            }
        } catch (NoSuchMethodException absent) {
            // Said below, as for a method of another shape.
        } catch (InvocationTargetException thrown) {
            throw new DrillErrorException(name + " made no scenario: " + thrown.getCause(), thrown);
        } catch (IllegalAccessException refused) {
            throw new DrillErrorException(name + " cannot be called: " + refused.getMessage(), refused);
        }
        throw new DrillErrorException(
                "@Drill(from = \"" + name + "\") is invalid; expected the name of a static method of " + test.getName()
                        + " without parameters that returns a DrillScenario");
    }

    /** The row that runs the drill, and then those that its verdict makes. */
    private static final class Rows implements Iterator<TestTemplateInvocationContext> {
        private final DrillRows rows;
        private @Nullable Iterator<DrillRow> afterTheDrill;
        private boolean begun;

        private Rows(DrillRows rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return !begun || ofVerdict().hasNext();
        }

        @Override
        public TestTemplateInvocationContext next() {
            if (!begun) {
                begun = true;
                return rows.drill();
            }
            if (!ofVerdict().hasNext()) {
                throw new NoSuchElementException();
            }
            return ofVerdict().next();
        }

        private Iterator<DrillRow> ofVerdict() {
            if (afterTheDrill == null) {
                List<DrillRow> all = rows.ofVerdict();
                afterTheDrill = all.iterator();
            }
            return afterTheDrill;
        }
    }
}
