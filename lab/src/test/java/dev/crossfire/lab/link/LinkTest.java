package dev.crossfire.lab.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LinkTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private EchoServer echo;
    private Link link;

    @BeforeEach
    void open() throws IOException {
        echo = new EchoServer('a', 0);
        link = Link.open(LinkSettings.named("test").leadingTo(echo.address()).holding(LONG));
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        echo.close();
    }

    @Test
    void carriesBytesBothWaysAndCountsThem() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            assertEchoed(client, "hello");
        }
        await().until(() -> link.counters().open() == 0);
        assertThat(link.counters()).isEqualTo(new LinkCounters(1, 0, 0, 0, 0, 5, 6));
    }

    @Test
    void tellsOneSideThatTheOtherHungUp() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            assertThat(echo.clients()).isEqualTo(1);
        }
        await().until(() -> echo.clients() == 0);
    }

    @Test
    void delaysEachDirectionByItsOwnLag() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            link.slow(Direction.TO_UPSTREAM, Lag.of(Duration.ofMillis(80)));
            link.slow(Direction.TO_CLIENT, new Lag(Duration.ofMillis(60), Duration.ofMillis(20)));
            settle(client);

            long start = System.nanoTime();
            assertEchoed(client, "slow");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(120), LONG);
        }
    }

    @Test
    void keepsTheOrderOfBytesUnderJitterAndBackPressure() throws IOException {
        link.slow(Direction.TO_UPSTREAM, new Lag(Duration.ofMillis(3), Duration.ofMillis(3)));
        link.slow(Direction.TO_CLIENT, new Lag(Duration.ofMillis(3), Duration.ofMillis(3)));
        byte[] sent = new byte[8 << 20];
        new Random(7).nextBytes(sent);
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(client, sent));
            assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            sending.join();
        }
    }

    @Test
    void blackholeHangsEveryoneAndLosesNothing() throws IOException {
        try (Socket before = connect(link)) {
            assertGreeted(before, 'a');
            link.blackhole();
            before.getOutputStream().write("kept".getBytes(US_ASCII));
            try (Socket during = connect(link)) {
                assertHangs(before);
                assertHangs(during);
                link.mend();
                assertThat(before.getInputStream().readNBytes(4)).isEqualTo("kept".getBytes(US_ASCII));
                assertGreeted(during, 'a');
            }
        }
    }

    @Test
    void blackholeHidesThatTheUpstreamDied() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            link.blackhole();
            settle(client);
            echo.close();
            assertHangs(client);
        }
    }

    @Test
    void refusalResetsOldAndNewConnectionsUntilMended() throws IOException {
        try (Socket before = connect(link)) {
            assertGreeted(before, 'a');
            link.refuse();
            assertReset(before);
        }
        assertThatThrownBy(() -> {
                    try (Socket during = connect(link)) {
                        during.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class);
        link.mend();
        try (Socket after = connect(link)) {
            assertGreeted(after, 'a');
        }
    }

    @Test
    void repointResetsTheOldAndLeadsToTheNew() throws IOException {
        try (EchoServer other = new EchoServer('b', 0);
                Socket before = connect(link)) {
            assertGreeted(before, 'a');
            link.repoint(other.address());
            assertReset(before);
            try (Socket after = connect(link)) {
                assertGreeted(after, 'b');
            }
        }
    }

    @Test
    void holdsNewConnectionsWhileTheUpstreamIsDeadWithWhatTheySaid() throws IOException {
        InetSocketAddress dead = echo.address();
        echo.close();
        try (Socket client = connect(link)) {
            client.getOutputStream().write("early".getBytes(US_ASCII));
            await().until(() -> link.counters().held() == 1);
            echo = new EchoServer('c', dead.getPort());
            assertGreeted(client, 'c');
            assertThat(client.getInputStream().readNBytes(5)).isEqualTo("early".getBytes(US_ASCII));
        }
        assertThat(link.counters().held()).isZero();
        assertThat(link.counters().redials()).isPositive();
    }

    @Test
    void holdsWhileDetachedAndFollowsTheNextRepoint() throws IOException {
        link.detach();
        assertThat(link.upstream()).isEmpty();
        try (EchoServer other = new EchoServer('d', 0);
                Socket client = connect(link)) {
            await().until(() -> link.counters().held() == 1);
            link.repoint(other.address());
            assertGreeted(client, 'd');
        }
    }

    @Test
    void noticesThatAHeldClientGaveUp() throws IOException {
        link.detach();
        Socket client = connect(link);
        await().until(() -> link.counters().held() == 1);
        client.close();
        await().until(() -> link.counters().held() == 0 && link.counters().open() == 0);
    }

    @Test
    void holdsNoLongerThanItsLimit() throws IOException {
        echo.close();
        LinkSettings brief =
                LinkSettings.named("brief").leadingTo(echo.address()).holding(Duration.ofMillis(100));
        try (Link impatient = Link.open(brief);
                Socket client = connect(impatient)) {
            assertReset(client);
            assertThat(impatient.counters().held()).isZero();
        }
    }

    @Test
    void resetsConnectionsBeyondItsLimit() throws IOException {
        LinkSettings one = new LinkSettings(
                "one", 0, echo.address(), LONG, Duration.ofMillis(20), Duration.ofSeconds(1), 1, 1024, 1);
        try (Link narrow = Link.open(one);
                Socket first = connect(narrow)) {
            assertGreeted(first, 'a');
            try (Socket second = connect(narrow)) {
                assertReset(second);
            }
            assertEchoed(first, "still here");
        }
    }

    @Test
    void saysWhichPortItCouldNotHave() {
        LinkSettings taken =
                LinkSettings.named("late").listeningOn(link.address().getPort());
        assertThatThrownBy(() -> Link.open(taken).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link late cannot listen on")
                .hasMessageContaining(String.valueOf(link.address().getPort()));
    }

    @Test
    void refusesALagWithoutMeaning() {
        assertThatThrownBy(() -> new Lag(Duration.ofMillis(5), Duration.ofMillis(6)))
                .hasMessageContaining("jitter is PT0.006S; wanted 0 to the delay, PT0.005S");
        assertThatThrownBy(() -> Lag.of(Duration.ofHours(1))).hasMessageContaining("wanted 0 to PT1M");
    }

    private static Socket connect(Link to) throws IOException {
        Socket socket = new Socket(to.address().getAddress(), to.address().getPort());
        socket.setSoTimeout((int) LONG.toMillis());
        return socket;
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A round trip: when it is over, the link's thread has carried out every command given before. */
    private static void settle(Socket client) throws IOException {
        client.setSoTimeout(300);
        try {
            assertEchoed(client, "settle");
        } catch (SocketTimeoutException blackholed) {
            assertThat(blackholed).hasMessageContaining("timed out");
        }
        client.setSoTimeout((int) LONG.toMillis());
    }

    private static void assertGreeted(Socket client, char letter) throws IOException {
        assertThat((char) client.getInputStream().read()).isEqualTo(letter);
    }

    private static void assertEchoed(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        assertThat(new String(client.getInputStream().readNBytes(text.length()), US_ASCII))
                .isEqualTo(text);
    }

    private static void assertHangs(Socket client) throws IOException {
        client.setSoTimeout(100);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout((int) LONG.toMillis());
    }

    private static void assertReset(Socket client) {
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }
}
