package dev.crossfire.lab.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The replica as a process; without a database, which a replica must be able to start without anyway. */
@Timeout(30)
@Tag("live")
class ShopProgramTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void printsOnceThatItIsReadyAndEndsWithItsInputOrBySignal(boolean byInput) throws Exception {
        Process process = start(Map.of("SHOP_NAME", "program", "SHOP_DB_PORT", "1", "SHOP_CACHE_PORT", "1"));
        try (BufferedReader out = process.inputReader(UTF_8)) {
            JsonNode ready = new JsonMapper().readTree(out.readLine());
            assertThat(ready.path("ready").asText()).isEqualTo("shop");
            assertThat(ready.path("warm").asBoolean()).isFalse();
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), ready.path("port").asInt());
            Customer customer = new Customer(address);
            assertThat(customer.get("/health").replica()).isEqualTo("program");

            if (byInput) {
                process.getOutputStream().close();
            } else {
                // Through the handle, because the other way closes our end of its output too.
                process.toHandle().destroy();
            }
            assertThat(out.readLine()).isNull();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(byInput ? 0 : 143);
            assertThatThrownBy(() -> customer.get("/health")).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void namesEverySettingThatIsWrong() throws Exception {
        Process process = start(Map.of("SHOP_WORKERS", "none"));
        String complaints = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(complaints)
                .contains("SHOP_WORKERS is 'none'", "SHOP_DB_PORT is missing", "SHOP_CACHE_PORT is missing")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsThatItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Process process = start(Map.of("SHOP_PORT", port, "SHOP_DB_PORT", "1", "SHOP_CACHE_PORT", "1"));
            String complaints = new String(process.getErrorStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(complaints).contains("shop shop cannot listen on port " + port);
        }
    }

    private Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                JAVA.toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName());
        Map<String, String> all = new HashMap<>(environment);
        all.put("SHOP_WARM_MILLIS", "1");
        builder.environment().keySet().removeIf(name -> name.startsWith("SHOP_"));
        builder.environment().putAll(all);
        Process process = builder.start();
        started.add(process);
        return process;
    }
}
