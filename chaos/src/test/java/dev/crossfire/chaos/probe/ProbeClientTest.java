package dev.crossfire.chaos.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.Answerer;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import dev.crossfire.testkit.MachineClock;
import dev.crossfire.testkit.starvation.TimingError;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways to probe a target, on real sockets. */
class ProbeClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nX-Replica: shop-1a-1\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void httpKeepsItsConnectionAndReportsWhichServerAnswered() throws Exception {
        try (Answerer server = new Answerer(OK);
                ProbeClient probeClient = probeClient(server.at("http", "/health"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(probeClient.request()).isInstanceOfSatisfying(ProbeReply.Answered.class, answer -> {
                    assertThat(answer.serverName()).isEqualTo("shop-1a-1");
                    assertThat(answer.roundTrip()).isPositive();
                });
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anHttpAnswerInChunksIsReadToItsEnd() throws Exception {
        String chunked = "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n\r\n";
        try (Answerer server = new Answerer(chunked);
                ProbeClient probeClient = probeClient(server.at("http", ""))) {
            assertThat(probeClient.request()).isInstanceOf(ProbeReply.Answered.class);
            assertThat(probeClient.request()).isInstanceOf(ProbeReply.Answered.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http, HTTP/1.1 503 Service Unavailable|Content-Length: 0||, 503",
        "http, hello|||, hello",
        "http, HTTP/1.1 200 OK|Content-Length: many||, many",
        "redis, -LOADING data|, LOADING",
        "postgres, E, 69"
    })
    void aNegativeAnswerIsARefusal(String scheme, String answer, String why) throws Exception {
        try (Answerer server = new Answerer(answer.replace("|", "\r\n"));
                ProbeClient probeClient = probeClient(server.at(scheme, ""))) {
            assertThat(probeClient.request())
                    .isInstanceOfSatisfying(
                            ProbeReply.Refused.class, no -> assertThat(no.why()).contains(why));
        }
    }

    @Test
    void aKeptConnectionThatIsResetIsARefusalThatNothingHides() throws Exception {
        try (Answerer server = new Answerer(OK);
                ProbeClient probeClient = probeClient(server.at("http", "/"))) {
            assertThat(probeClient.request()).isInstanceOf(ProbeReply.Answered.class);
            server.become(Answerer.Mood.RESETS);
            assertThat(probeClient.request()).isInstanceOf(ProbeReply.Refused.class);
            server.become(Answerer.Mood.ANSWERS);
            assertThat(probeClient.request()).isInstanceOf(ProbeReply.Answered.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"http", "redis", "postgres"})
    void aServerThatSendsNothingIsSilentWithinTheTimeOfAProbe(String scheme) throws Exception {
        try (Answerer server = new Answerer("");
                ProbeClient probeClient = ProbeClient.of(target(server.at(scheme, "")), new MachineClock())) {
            server.become(Answerer.Mood.SILENT);
            long began = System.nanoTime();
            assertThat(probeClient.request()).isInstanceOf(ProbeReply.Silent.class);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            TimingError.unless(() -> assertThat(took)
                    .isBetween(Duration.ofMillis(ProbeClient.PATIENCE_MILLIS - 50), Duration.ofSeconds(2)));
        }
    }

    @Test
    void redisReportsItsNameOnceAndIsPingedFromThenOn() throws Exception {
        // The same words answer INFO and PING: a bulk of 20 bytes, and then the pong.
        String info = "$20\r\nrun_id:abc\r\nother:x\r\n\r\n+PONG\r\n";
        try (Answerer server = new Answerer(info);
                ProbeClient probeClient = probeClient(server.at("redis", ""))) {
            assertThat(probeClient.request())
                    .isInstanceOfSatisfying(ProbeReply.Answered.class, answer -> assertThat(answer.serverName())
                            .isEqualTo("abc"));
        }
    }

    @Test
    void aPortWithoutServerIsARefusal() throws Exception {
        // Bound and not listening: of a port that was let go, another process may have made its own.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nobody = URI.create("tcp://127.0.0.1:" + taken.getLocalPort());
            try (ProbeClient probeClient = probeClient(nobody)) {
                assertThat(probeClient.request()).isInstanceOf(ProbeReply.Refused.class);
            }
        }
    }

    @Test
    void aTargetThatCannotBeSeenIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> probeClient(null))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("probe in the environment file");
        assertThatThrownBy(() -> probeClient(URI.create("gopher://127.0.0.1")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("http, https, tcp, postgres or redis");
    }

    /** One whose time a full machine does not use up: it passes by a tick whenever it is read. */
    private static ProbeClient probeClient(@Nullable URI address) throws FaultException {
        AtomicInteger ticks = new AtomicInteger();
        RunClock clock = new RunClock() {
            @Override
            public Duration elapsed() {
                return Duration.ofNanos(ticks.incrementAndGet());
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH.plus(elapsed());
            }
        };
        return ProbeProtocols.probeClient(target(address), clock, Duration.ofSeconds(30));
    }

    private static Target target(@Nullable URI address) {
        return new Target("shop", "aws:ecs:task", "arn:task", null, Set.of(), Map.of(), address);
    }
}
