package dev.crossfire.lab.fis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that stall do not keep others out: an active fault is healed as fast as without them. */
@Timeout(60)
class StalledRequestsTest {
    /** More than the endpoint admits at a time. */
    private static final int MANY = 200;

    private static final Duration HEALED = Duration.ofSeconds(2);

    private final FisFixture fixture = new FisFixture();
    private final RawConnections stalled = new RawConnections(fixture);

    @AfterEach
    void close() throws IOException {
        stalled.close();
        fixture.close();
    }

    private void healsWhile(Supplier<String> sent) throws IOException {
        String experiment = fixture.start(fixture.template(d -> {}));
        fixture.awaitStatus(experiment, "running");
        for (int i = 0; i < MANY; i++) {
            stalled.open(sent.get());
        }

        await().atMost(HEALED).ignoreExceptions().until(() -> {
            fixture.fis.stopExperiment(stop -> stop.id(experiment));
            return true;
        });
        await().atMost(HEALED)
                .until(() -> fixture.get(experiment).state().statusAsString().equals("stopped"));
    }

    @Test
    void bodiesThatNeverCome() throws IOException {
        healsWhile(() -> "POST /experiments HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{");
    }

    @Test
    void bodiesThatNeverComeFromClientsThatKnowTheKey() throws IOException {
        healsWhile(() -> stalled.signedHead() + "Content-Length: 100\r\n\r\n{");
    }

    @Test
    void bodiesOfUnknownLengthThatNeverEnd() throws IOException {
        healsWhile(() -> stalled.signedHead() + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":");
    }

    @Test
    void headsThatNeverEnd() throws IOException {
        healsWhile(() -> "POST /experiments HTTP/1.1\r\nHost: 127.0.0.1\r\nX-");
    }

    @Test
    void connectionsThatSendNothing() throws IOException {
        healsWhile(() -> "");
    }
}
