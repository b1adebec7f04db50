package dev.crossfire.chaos.toxiproxy;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * On a real Toxiproxy server: the one whose program the variable {@code CROSSFIRE_TOXIPROXY} names. Skipped without it.
 */
@Tag("live")
@EnabledIfEnvironmentVariable(
        named = RealToxiproxyTest.VARIABLE,
        matches = ".+",
        disabledReason = "it names no Toxiproxy program")
class RealToxiproxyTest extends ToxiproxyContracts {
    static final String VARIABLE = "CROSSFIRE_TOXIPROXY";

    @Override
    Server server() throws Exception {
        String port = Integer.toString(freePort());
        Process process = new ProcessBuilder(
                        String.valueOf(System.getenv(VARIABLE)), "-host", "127.0.0.1", "-port", port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        URI url = URI.create("http://127.0.0.1:" + port);
        await().ignoreExceptions().until(() -> new ToxiproxyApi(url).proxies().isEmpty());
        return new Server(url, process::destroyForcibly);
    }
}
