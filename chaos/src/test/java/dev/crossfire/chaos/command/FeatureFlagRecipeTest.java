package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.faults.CacheLoss;
import dev.crossfire.model.Capability;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of feature flags with the real curl and jq, as a whole fault that nothing but its status confirms. */
@Tag("live")
class FeatureFlagRecipeTest {
    private static final byte[] OFF = "{\"enabled\": false}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HttpServer service;
    private volatile byte[] flag = OFF;

    @BeforeEach
    void startTheService() throws IOException {
        for (String program : new String[] {"curl", "jq"}) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), program + " is not in /usr/bin");
        }
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/flags/FLAG", this::answer);
        service.start();
    }

    @AfterEach
    void stopTheService() {
        if (service != null) {
            service.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (exchange.getRequestMethod().equals("PUT")) {
                flag = exchange.getRequestBody().readAllBytes();
            }
            exchange.sendResponseHeaders(200, flag.length);
            exchange.getResponseBody().write(flag);
        }
    }

    @Test
    void itIsConfirmedHealedAndCleared() throws Exception {
        try (Environment environment = environment()) {
            FaultContext<CacheLoss.Settings> context = new FaultContext<>(
                    "run-1",
                    "no-cache",
                    new CacheLoss.Settings(null),
                    Duration.ofSeconds(60),
                    environment.inventory().targets(),
                    environment);
            CacheLoss kind = new CacheLoss();
            try (Fault fault = kind.arm(context)) {
                await(fault, ProbeResult::intact);
                fault.inject();
                await(fault, ProbeResult::confirmed);
                assertThat(kind.verifyCleared(context, fault.handle()).cleared())
                        .isFalse();
                kind.heal(context, fault.handle());
                kind.heal(context, fault.handle());
                await(fault, ProbeResult::cleared);
            }
            assertThat(kind.verifyCleared(context, Map.of()).cleared()).isTrue();
            assertThat(environment.leftovers()).isEmpty();
        }
        assertThat(flag).isEqualTo(OFF);
    }

    private static void await(Fault fault, Predicate<ProbeResult> expected) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(20))
                .until(fault::probe, expected);
    }

    private Environment environment() {
        String url = "http://127.0.0.1:" + service.getAddress().getPort();
        FaultCommands kill = RecipeCommands.of("feature-flag", text -> text.replace("https://HOST", url))
                .commands()
                .get(Capability.KILL);
        CommandRole role = CommandRoles.of(Map.of(Capability.KILL, kill), null);
        ProviderSettings<CommandSettings, CommandRole> settings = new ProviderSettings<>(
                new CommandSettings(null, null, Map.of("FLAG_TOKEN", new Secret("t0ken"))),
                Map.of("shop-to-cache", role));
        EnvironmentSpec spec = new EnvironmentSpec("estate", null, false, Limits.NONE, Map.of("commands", settings));
        return new CommandProvider(folder.resolve("records")).open(spec, settings, new MachineClock());
    }
}
