package dev.crossfire.lab.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.link.Link.LinkCounters;
import dev.crossfire.lab.link.LinkFault.AppliedLinkFault;
import dev.crossfire.lab.link.LinkFault.LinkDelay;
import dev.crossfire.lab.link.LinkFault.Loss;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
    void notifiesOneSideThatTheOtherHungUp() throws IOException {
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
            link.apply(slow(LinkFault.Direction.TO_UPSTREAM, 80, 0));
            link.apply(slow(LinkFault.Direction.TO_CLIENT, 60, 20));
            assertEchoed(client, "settle");

            assertThat(roundTrip(client)).isBetween(Duration.ofMillis(120), LONG);
        }
    }

    @Test
    void keepsTheOrderOfBytesUnderJitterAndBackPressure() throws IOException {
        link.apply(slow(LinkFault.Direction.TO_UPSTREAM, 3, 3));
        link.apply(slow(LinkFault.Direction.TO_CLIENT, 3, 3));
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
    void blackholeHangsEveryConnectionAndLosesNothing() throws IOException {
        try (Socket before = connect(link)) {
            assertGreeted(before, 'a');
            AppliedLinkFault blackhole = link.apply(new LinkFault.Blackholed());
            before.getOutputStream().write("kept".getBytes(US_ASCII));
            try (Socket during = connect(link)) {
                assertHangs(before);
                assertHangs(during);
                blackhole.close();
                assertThat(before.getInputStream().readNBytes(4)).isEqualTo("kept".getBytes(US_ASCII));
                assertGreeted(during, 'a');
            }
        }
    }

    @Test
    void blackholeHidesThatTheUpstreamDied() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            link.apply(new LinkFault.Blackholed());
            settle(client);
            echo.close();
            assertHangs(client);
        }
    }

    @Test
    void refusalResetsOldAndNewConnectionsUntilMended() throws IOException {
        AppliedLinkFault refusal;
        try (Socket before = connect(link)) {
            assertGreeted(before, 'a');
            refusal = link.apply(new LinkFault.Refusing());
            assertReset(before);
        }
        assertThatThrownBy(() -> {
                    try (Socket during = connect(link)) {
                        during.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class);
        refusal.close();
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
    void holdsNewConnectionsAndTheirDataWhileTheUpstreamIsDead() throws IOException {
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
    void reportsThePortThatItCouldNotOpen() {
        LinkSettings taken =
                LinkSettings.named("late").listeningOn(link.address().getPort());
        assertThatThrownBy(() -> Link.open(taken).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("link late cannot listen on")
                .hasMessageContaining(String.valueOf(link.address().getPort()));
    }

    @Test
    void twoFaultsAddUpAndNeitherMendsTheOther() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            AppliedLinkFault one = link.apply(slow(LinkFault.Direction.TO_UPSTREAM, 80, 0));
            AppliedLinkFault other = link.apply(slow(LinkFault.Direction.TO_UPSTREAM, 90, 0));
            assertEchoed(client, "settle");
            assertThat(roundTrip(client)).isBetween(Duration.ofMillis(170), LONG);

            one.close();
            one.close();
            assertEchoed(client, "settle");
            assertThat(roundTrip(client)).isBetween(Duration.ofMillis(90), LONG);

            AppliedLinkFault hole = link.apply(new LinkFault.Blackholed());
            AppliedLinkFault sameHole = link.apply(new LinkFault.Blackholed());
            hole.close();
            awaitKeptBack(client);
            assertHangs(client);
            other.close();
            sameHole.close();
            assertThat(client.getInputStream().readNBytes(6)).isEqualTo("settle".getBytes(US_ASCII));
        }
    }

    @Test
    void whatIsKeptBackArrivesAtOnceWhenTheLinkIsFastAgain() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            AppliedLinkFault minute = link.apply(slow(LinkFault.Direction.TO_UPSTREAM, 60_000, 0));
            awaitKeptBack(client);
            minute.close();
            assertThat(client.getInputStream().readNBytes(6)).isEqualTo("settle".getBytes(US_ASCII));
            assertEchoed(client, "fast");
        }
    }

    @Test
    void aLostPacketCostsTheUserARetransmissionTimeOut() throws IOException {
        try (Socket client = connect(link)) {
            assertGreeted(client, 'a');
            AppliedLinkFault loss = link.apply(new LinkFault.Lossy(LinkFault.Direction.TO_CLIENT, new Loss(100)));
            awaitKeptBack(client);
            assertHangs(client);
            loss.close();
            assertThat(client.getInputStream().readNBytes(6)).isEqualTo("settle".getBytes(US_ASCII));

            link.apply(new LinkFault.Lossy(LinkFault.Direction.TO_CLIENT, new Loss(30)));
            List<Duration> trips = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                trips.add(roundTrip(client));
            }
            assertThat(trips)
                    .anyMatch(trip -> trip.compareTo(Loss.FIRST_TIMEOUT) < 0)
                    .anyMatch(trip -> trip.compareTo(Loss.FIRST_TIMEOUT) >= 0);
        }
    }

    @Test
    void whatIsLostIsTheSeedsChoiceAndEachFurtherLossDoublesTheWait() {
        List<Long> waits = waits(7);
        assertThat(waits).isEqualTo(waits(7)).isNotEqualTo(waits(8));
        assertThat(waits).contains(0L, 200L, 600L, 1_400L).allMatch(wait -> (wait / 200 + 1 & wait / 200) == 0);
        assertThat(waits.stream().filter(wait -> wait > 0).count()).isBetween(240L, 360L);
    }

    private static List<Long> waits(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Loss loss = new Loss(30);
        return Stream.generate(() -> loss.draw(random) / 1_000_000).limit(1_000).toList();
    }

    @Test
    void darknessAroundOneUpstreamHangsItsConnectionsAndNoOthers() throws IOException {
        try (EchoServer other = new EchoServer('b', 0);
                Socket before = connect(link)) {
            assertGreeted(before, 'a');
            AppliedLinkFault dark = link.apply(new LinkFault.Blackholed(), echo.address());
            try (Socket early = connect(link)) {
                assertHangs(early);
                link.repoint(other.address());
                assertGreeted(early, 'b');
            }
            assertHangs(before);
            dark.close();
            assertReset(before);
        }
    }

    @Test
    void refusesALagWithoutMeaning() {
        assertThatThrownBy(() -> new LinkDelay(Duration.ofMillis(5), Duration.ofMillis(6)))
                .hasMessageContaining("jitter is PT0.006S; expected 0 to the delay, PT0.005S");
        assertThatThrownBy(() -> LinkDelay.of(Duration.ofHours(1))).hasMessageContaining("expected 0 to PT1M");
    }

    private static LinkFault slow(LinkFault.Direction direction, int delayMillis, int jitterMillis) {
        return new LinkFault.Slow(
                direction, new LinkDelay(Duration.ofMillis(delayMillis), Duration.ofMillis(jitterMillis)));
    }

    private static Duration roundTrip(Socket client) throws IOException {
        long start = System.nanoTime();
        assertEchoed(client, "timed");
        return Duration.ofNanos(System.nanoTime() - start);
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

    /**
     * A round trip: when it is over, the link's thread has carried out every command given before.
     *
     * @return whether it was one; otherwise the word is kept back
     */
    private static boolean settle(Socket client) throws IOException {
        client.setSoTimeout(300);
        try {
            assertEchoed(client, "settle");
            return true;
        } catch (SocketTimeoutException blackholed) {
            return false;
        } finally {
            client.setSoTimeout((int) LONG.toMillis());
        }
    }

    /** What is sent at the same time as a command is given may still pass. */
    private static void awaitKeptBack(Socket client) throws IOException {
        while (settle(client)) {
            Thread.onSpinWait();
        }
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
