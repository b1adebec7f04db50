package dev.crossfire.lab.balancer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The balancer as a process. */
@Timeout(30)
@Tag("live")
class BalancerProgramTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void balancesTheBackendsOfItsArgumentsUntilItsInputEnds() throws Exception {
        try (FakeReplica replica = new FakeReplica("replica")) {
            Process process = start("0", "0", replica.uri().toString());
            try (BufferedReader out = process.inputReader(UTF_8)) {
                JsonNode ready = new JsonMapper().readTree(out.readLine());
                URL status = url(ready.path("statusPort").asInt());
                await().until(() -> isUp(status));
                assertThat(read(url(ready.path("port").asInt()))).isEqualTo("replica");
                process.getOutputStream().close();
                assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            }
        }
    }

    @Test
    void printsItsUsage() throws Exception {
        Process process = start("http://127.0.0.1:1");
        String complaint = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(complaint)
                .isEqualToIgnoringNewLines(
                        "found [http://127.0.0.1:1]; expected PORT STATUS_PORT BACKEND_URL…, ports may be 0");
    }

    private static boolean isUp(URL status) throws IOException {
        JsonNode backends = new JsonMapper().readTree(read(status)).path("backends");
        return backends.path(0).path("up").asBoolean();
    }

    private static String read(URL url) throws IOException {
        try (InputStream body = url.openStream()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    private static URL url(int port) throws IOException {
        return URI.create("http://127.0.0.1:" + port + "/").toURL();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                BalancerProgram.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }
}
