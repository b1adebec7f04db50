package dev.crossfire.junit;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * One reported test of a drill.
 *
 * @param name the display name
 * @param step what it does in place of the test method; null for the test method itself
 * @param hasLifecycle whether methods with {@code @BeforeEach} and {@code @AfterEach} run around it
 * @param verdict for the test method; null in rows that do not call it
 */
record DrillRow(
        String name,
        @Nullable Step step,
        boolean hasLifecycle,
        @Nullable DrillVerdict verdict) implements TestTemplateInvocationContext {
    /** What a row does. */
    @FunctionalInterface
    interface Step {
        /** Throws for everything that is no pass. */
        void run(ExtensionContext context) throws Throwable;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new RowExtension(this));
    }

    /** Does the row's step where the test method would be called. */
    private record RowExtension(DrillRow row) implements InvocationInterceptor, ParameterResolver {
        @Override
        public void interceptTestTemplateMethod(
                Invocation<@Nullable Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context)
                throws Throwable {
            if (row.step() == null) {
                invocation.proceed();
            } else {
                invocation.skip();
                row.step().run(context);
            }
        }

        @Override
        public void interceptBeforeEachMethod(
                Invocation<@Nullable Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context)
                throws Throwable {
            proceedIfLifecycle(invocation);
        }

        @Override
        public void interceptAfterEachMethod(
                Invocation<@Nullable Void> invocation,
                ReflectiveInvocationContext<Method> method,
                ExtensionContext context)
                throws Throwable {
            proceedIfLifecycle(invocation);
        }

        private void proceedIfLifecycle(Invocation<@Nullable Void> invocation) throws Throwable {
            if (row.hasLifecycle()) {
                invocation.proceed();
            } else {
                invocation.skip();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == DrillVerdict.class
                    && parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod());
        }

        /** Rows that do not call the method need no verdict, but JUnit asks for one all the same. */
        @Override
        public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return row.verdict();
        }
    }
}
