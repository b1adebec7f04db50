package dev.crossfire.chaos.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.fake.FakePair;
import dev.crossfire.chaos.fake.FakePair.Mood;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PairWatchTest {
    private FakePair pair;

    @BeforeEach
    void open() throws IOException {
        pair = new FakePair();
    }

    @AfterEach
    void close() throws IOException {
        pair.close();
    }

    @Test
    void anIntactPairIsIntactAndIsNotWrittenTo() throws FaultException {
        Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock())) {
            ProbeResult seen = await(watch, ProbeResult::intact);
            assertThat(seen)
                    .isEqualTo(new ProbeResult(
                            true, false, true, "writer node-a answers, 1 standby follows", seen.asOf()));
            assertThat(seen.asOf()).isBetween(began, Instant.now());
            assertThat(watch.objection()).isNull();
        }
        assertThat(pair.writes()).isZero();
    }

    @Test
    void aResetCountsAsNotIntact() throws FaultException {
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock())) {
            await(watch, ProbeResult::intact);
            pair.become(Mood.RESETS);
            ProbeResult seen = await(watch, probeResult -> !probeResult.intact());
            assertThat(seen.confirmed()).isFalse();
            assertThat(seen.cleared()).isFalse();
            assertThat(watch.objection()).contains("no answer", "expected writer node-a answers");
        }
    }

    @Test
    void silenceNeverBlocksTheWatchAndEndsByItself() throws FaultException {
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock())) {
            pair.become(Mood.SILENT);
            ProbeResult seen = watch.sight(watch.request());
            assertThat(seen.intact()).isFalse();
            assertThat(seen.detail()).isEqualTo("no answer: it does not answer its client");
            pair.become(Mood.SERVES);
            assertThat(await(watch, ProbeResult::intact).confirmed()).isFalse();
        }
    }

    @Test
    void anAnswerTooLateForOneProbeIsNotTakenForTheNext() throws FaultException {
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock())) {
            CompletableFuture<PairView> early = watch.request();
            Awaitility.await().until(early::isDone);
            assertThat(watch.request()).isNotSameAs(early);
        }
    }

    @Test
    void aNewWriterIsProofOnlyAfterAWrite() throws FaultException {
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock())) {
            pair.promote("node-b", Mood.READ_ONLY);
            ProbeResult readOnly =
                    await(watch, probeResult -> probeResult.detail().contains("read-only node node-b"));
            assertThat(readOnly.confirmed()).isFalse();
            pair.become(Mood.WRITES_HANG);
            ProbeResult hanging = await(
                    watch,
                    probeResult -> probeResult.detail().contains("Read timed out")
                            || probeResult.detail().contains("I/O error"));
            assertThat(hanging.confirmed()).isFalse();
            pair.become(Mood.SERVES);
            ProbeResult confirmed = await(watch, ProbeResult::confirmed);
            assertThat(confirmed)
                    .isEqualTo(new ProbeResult(
                            false, true, false, "writer node-b answers, 0 standbys follow", confirmed.asOf()));
            assertThat(pair.writes()).isEqualTo(1);
            pair.standbys(1, 0);
            await(watch, probeResult -> probeResult.confirmed() && probeResult.cleared() && !probeResult.intact());
            assertThat(pair.writes()).isEqualTo(1);
        }
    }

    @Test
    void aLostStandbyIsAnObjectionThoughTheWriterServes() throws FaultException {
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock())) {
            pair.standbys(0, 0);
            ProbeResult seen = await(watch, probeResult -> probeResult.intact() && !probeResult.cleared());
            assertThat(seen.detail()).isEqualTo("writer node-a answers, 0 standbys follow");
            assertThat(watch.objection()).contains("0 standbys follow; expected writer node-a answers, 1 standby");
        }
    }

    @Test
    void whatCannotFailOverIsRefusedWithAdvice() {
        pair.standbys(0, 0);
        refused("expected a standby to fail over to");
        pair.standbys(0, 1);
        refused("grant pg_monitor");
        pair.promote("", Mood.SERVES);
        refused("set cluster_name");
        pair.become(Mood.READ_ONLY);
        refused("point the probe at the writer's endpoint");
        pair.become(Mood.RESETS);
        refused("check the probe's URL");
    }

    @Test
    void aFirstAnswerThatIsLateIsAskedForAgain() throws FaultException {
        pair.beLate(2);
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock())) {
            assertThat(watch.writer()).isEqualTo("node-a");
            assertThat(watch.objection()).isNull();
        }
    }

    @Test
    void aDatabaseThatStaysSilentIsRefusedAfterAWhile() {
        pair.become(Mood.SILENT);
        refused("gave no answer");
    }

    @Test
    void anInstanceWhoseStandbyIsInvisibleIsWatchedAllTheSame() throws FaultException {
        pair.standbys(0, 0);
        try (PairWatch watch = PairWatch.of(pair.pair(PairQueries.ADDRESS), new MachineClock())) {
            assertThat(await(watch, ProbeResult::intact).cleared()).isTrue();
        }
    }

    @Test
    void outputContainsNoSecret() {
        DatabasePair secret = pair("jdbc:postgresql://me:s3cret@db/x?password=s3cret");
        assertThat(secret.toString()).contains("//db/x").doesNotContain("s3cret");
        assertThatThrownBy(() -> PairWatch.of(pair("jdbc:nonsense://x?p=s3cret"), new MachineClock()))
                .isInstanceOf(FaultException.class)
                .hasNoCause()
                .hasMessageContaining("jdbc:nonsense://x")
                .hasMessageNotContaining("s3cret");
    }

    private static DatabasePair pair(String jdbc) {
        return new DatabasePair(new Secret(jdbc), "me", new Secret("s3cret"), PairQueries.AURORA);
    }

    private void refused(String advice) {
        assertThatThrownBy(() -> PairWatch.of(pair.pair(PairQueries.CLUSTER_NAME), new MachineClock()))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining(advice)
                .hasMessageNotContaining("pa55word");
    }

    private static ProbeResult probe(PairWatch watch) {
        CompletableFuture<PairView> asked = watch.request();
        asked.copy()
                .completeOnTimeout(new PairView.Silence(""), 500, TimeUnit.MILLISECONDS)
                .join();
        return watch.sight(asked);
    }

    private static ProbeResult await(PairWatch watch, Predicate<ProbeResult> expected) {
        return Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> probe(watch), expected);
    }
}
