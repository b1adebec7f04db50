package dev.crossfire.junit;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.crossfire.junit.process.CommandProcess;
import dev.crossfire.junit.process.CrossfireLauncher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The lab of a {@link CrossfireLab} class; it ends with this process, however that ends. */
final class LabExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);
    private static final String LAB = "lab";
    private static final Duration READY_BOUND = Duration.ofMinutes(3);

    private record StartedLab(CommandProcess process, RunningLab lab) {}

    /** The environment of the class's lab; empty for a class without one. */
    static Optional<String> environment(ExtensionContext context) {
        return Optional.ofNullable(started(context)).map(one -> one.lab().environment());
    }

    private static @Nullable StartedLab started(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(LAB, StartedLab.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        // A nested class has the extension, too, and uses the lab of the class around it.
        if (started(context) == null) {
            CrossfireLab asked = context.getRequiredTestClass().getAnnotation(CrossfireLab.class);
            context.getStore(NAMESPACE).put(LAB, start(asked == null ? new String[0] : asked.value()));
        }
    }

    private static StartedLab start(String[] options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("lab", "up", "--json", CommandProcess.UNTIL_INPUT_ENDS));
        if (options.length > 0) {
            command.add("--");
            command.addAll(List.of(options));
        }
        CompletableFuture<String> ready = new CompletableFuture<>();
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        CommandProcess process = CommandProcess.start(
                CrossfireLauncher.find(), Path.of("").toAbsolutePath(), command, ready::complete, line -> {
                    said.add(line);
                    System.out.println(line);
                });
        process.whenEnded(() -> ready.complete(""));
        boolean isReady = false;
        try {
            StartedLab started = new StartedLab(process, lab(ready.get(READY_BOUND.toSeconds(), TimeUnit.SECONDS)));
            isReady = true;
            return started;
        } catch (JsonParserException | ExecutionException | TimeoutException | IllegalArgumentException broken) {
            throw new DrillErrorException("the lab did not become ready\n  " + String.join("\n  ", said), broken);
        } finally {
            if (!isReady) {
                process.close();
            }
        }
    }

    private static RunningLab lab(String line) throws JsonParserException {
        JsonObject json = JsonParser.object().from(line);
        if (json.get("pid") instanceof Number pid && json.get("baseUrl") instanceof String url) {
            return new RunningLab(pid.longValue(), URI.create(url));
        }
        throw new IllegalArgumentException("the lab's first line has no pid and baseUrl: " + line);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().isAnnotationPresent(CrossfireLab.class)) {
            StartedLab started = context.getStore(NAMESPACE).remove(LAB, StartedLab.class);
            if (started != null) {
                started.process().close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningLab.class && started(context) != null;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StartedLab started = started(context);
        return started == null ? null : started.lab();
    }
}
