package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.JsonLines;
import dev.crossfire.evidence.RequestReader;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.model.load.CohortSelection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.immutable.List$;
import scala.jdk.javaapi.CollectionConverters;

class RecorderTest {
    private static final long ORIGIN_MILLIS = 1_800_000_000_000L;
    private static final CohortSelection IN_BASKET = new CohortSelection(null, "basket", null);
    private static final long ZERO_MICROS = (ORIGIN_MILLIS + 5_000) * 1000;

    @TempDir
    Path directory;

    private final List<Integer> seconds = new CopyOnWriteArrayList<>();
    private final List<Exception> failures = new CopyOnWriteArrayList<>();
    private final RunTimes times = new RunTimes();
    private Recorder recorder;

    @BeforeEach
    void begin() throws IOException {
        times.origin(ORIGIN_MILLIS);
        times.zero(ZERO_MICROS);
        recorder = open();
    }

    @AfterEach
    void end() throws InterruptedException {
        recorder.finish();
        assertThat(failures).isEmpty();
        assertThat(seconds).isSorted().doesNotHaveDuplicates();
    }

    private Recorder open() throws IOException {
        return new Recorder(
                directory,
                times,
                Map.of(),
                Map.of("in-basket", IN_BASKET),
                new GeneratorClock(),
                new Recorder.RecorderListener() {
                    @Override
                    public void second(int second, Map<String, CohortFrame> cohorts, @Nullable Double lagP99Millis) {
                        seconds.add(second);
                    }

                    @Override
                    public void failed(Exception cause) {
                        failures.add(cause);
                    }
                });
    }

    @Test
    void whatEndedIsOnDiskSoonAndWithoutAnEnd() {
        recorder.accept(ended("buyers", ZERO_MICROS, ZERO_MICROS + 1500, List.of()));
        await().atMost(Duration.ofSeconds(5)).until(() -> records().size() == 1);
        RequestRecord request = records().get(0);
        assertThat(request.intendedMicros()).isEqualTo(ZERO_MICROS);
        assertThat(request.responseMicros()).isEqualTo(1500);
        assertThat(request.flags()).isEqualTo(RequestRecord.FLAG_OK);
    }

    @Test
    void aUsersFirstRequestCarriesItsArrivalAndTheNextOneDoesNot() throws InterruptedException {
        String tag = UserTag.write(7_000, 70_000, 3);
        recorder.accept(ended("buyers", (ORIGIN_MILLIS + 7_004) * 1000, (ORIGIN_MILLIS + 7_009) * 1000, List.of(tag)));
        recorder.accept(ended(
                "buyers", (ORIGIN_MILLIS + 7_010) * 1000, (ORIGIN_MILLIS + 7_011) * 1000, List.of(tag, "basket")));
        recorder.finish();
        RequestRecord first = records().get(0);
        assertThat(first.intendedMicros()).isEqualTo((ORIGIN_MILLIS + 7_000) * 1000);
        assertThat(first.lagMicros()).isEqualTo(4000);
        assertThat(first.latencyMicros()).isEqualTo(9000);
        assertThat(first.intendedKnown()).isTrue();
        RequestRecord second = records().get(1);
        assertThat(second.intendedKnown()).isFalse();
        assertThat(second.user()).isEqualTo(3);
        assertThat(second.lagMicros()).isZero();
        assertThat(names()).containsExactly("reserve", "basket / reserve");
    }

    @Test
    void groupsAreRecordedAsGatlingGaveThem() throws Exception {
        recorder.accept(ended("buyers", ZERO_MICROS, ZERO_MICROS + 10, List.of("basket")));
        recorder.accept(new EndedRequest(
                "buyers",
                CollectionConverters.asScala(List.<String>of()).toList(),
                "basket / reserve",
                ZERO_MICROS + 20,
                ZERO_MICROS + 30,
                true,
                "200",
                null));
        recorder.finish();

        StringTable strings = StringTable.read(directory.resolve("strings.jsonl"));
        int grouped = records().get(0).name();
        int named = records().get(1).name();
        assertThat(names()).containsExactly("basket / reserve", "basket / reserve");
        assertThat(strings.groups(grouped)).containsExactly("basket");
        assertThat(strings.ownName(grouped)).isEqualTo("reserve");
        assertThat(strings.groups(named)).isEmpty();
        assertThat(strings.ownName(named)).isEqualTo("basket / reserve");
    }

    @Test
    void framesCountACohortThatSelectsRequestsBesideTheirScenario() throws Exception {
        String tag = UserTag.write(5_000, 1, 1);
        recorder.accept(ended("buyers", ZERO_MICROS, ZERO_MICROS + 10, List.of(tag)));
        recorder.accept(ended("buyers", ZERO_MICROS + 20, ZERO_MICROS + 30, List.of(tag, "basket")));
        recorder.finish();

        List<Frame> frames = JsonLines.readAll(directory.resolve("frames.jsonl"), Frame.class);
        Frame frame = frames.stream()
                .filter(one -> Optional.ofNullable(one.cohorts().get("in-basket"))
                        .filter(basket -> basket.done() > 0)
                        .isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(Objects.requireNonNull(frame.cohorts().get("buyers")).done()).isEqualTo(2);
        CohortFrame selected = Objects.requireNonNull(frame.cohorts().get("in-basket"));
        assertThat(List.of(selected.sent(), selected.done(), selected.good())).containsOnly(1L);
    }

    @Test
    void requestsOfTheWarmUpAreFlaggedHoweverLateTheyRan() throws InterruptedException {
        String tag = UserTag.write(4_999, 1, 1);
        recorder.accept(ended("buyers", ZERO_MICROS + 3000, ZERO_MICROS + 4000, List.of(tag)));
        recorder.finish();
        assertThat(records().get(0).isEvidence()).isFalse();
    }

    @Test
    void onlyWhatFailsWithoutAnAnswerAfterTheStopIsAborted() throws InterruptedException {
        times.stopped(ZERO_MICROS + 1000);
        recorder.accept(failure(ZERO_MICROS + 999, null));
        recorder.accept(failure(ZERO_MICROS + 1000, null));
        recorder.accept(failure(ZERO_MICROS + 1000, "503"));
        recorder.finish();
        assertThat(records().stream().map(request -> (request.flags() & RequestRecord.FLAG_ABORTED) != 0))
                .containsExactly(false, true, false);
        assertThat(records().get(2).status()).isEqualTo(503);
    }

    @Test
    void manyThreadsLoseAndDoubleNothing() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        List<Thread> producers = IntStream.range(0, threads)
                .mapToObj(thread -> new Thread(() -> IntStream.range(0, each)
                        .forEach(i -> recorder.accept(
                                ended("c" + thread, ZERO_MICROS + i, ZERO_MICROS + i + 10, List.of())))))
                .toList();
        producers.forEach(Thread::start);
        for (Thread producer : producers) {
            producer.join();
        }
        recorder.finish();
        assertThat(recorder.lost()).isZero();
        Set<String> seen = new HashSet<>();
        assertThat(records())
                .hasSize(threads * each)
                .allMatch(one -> seen.add(one.cohort() + "@" + one.intendedMicros()));
        assertThat(recorder.totals().requests()).isEqualTo((long) threads * each);
    }

    @Test
    void namesWithoutEndDoNotBreakTheTable() throws InterruptedException {
        IntStream.range(0, 30_000)
                .forEach(i -> recorder.accept(new EndedRequest(
                        "c", List$.MODULE$.empty(), "page " + i, ZERO_MICROS, ZERO_MICROS, true, "200", null)));
        recorder.finish();
        assertThat(names()).hasSize(30_000).contains("page 0", "page 19000", "(one of very many)");
    }

    @Test
    void aDirectoryWithRecordsIsNotWrittenInto() {
        assertThatThrownBy(this::open).isInstanceOf(FileAlreadyExistsException.class);
    }

    private List<RequestRecord> records() {
        List<RequestRecord> records = new ArrayList<>();
        try {
            reader().forEach(records::add);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return records;
    }

    private List<String> names() {
        try {
            RequestReader reader = reader();
            return records().stream()
                    .map(request -> reader.strings().text(request.name()))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private RequestReader reader() throws IOException {
        return new RequestReader(directory.resolve("requests.bin"), directory.resolve("strings.jsonl"));
    }

    private static EndedRequest ended(String cohort, long start, long end, List<String> groups) {
        return new EndedRequest(
                cohort, CollectionConverters.asScala(groups).toList(), "reserve", start, end, true, "201", null);
    }

    private static EndedRequest failure(long end, @Nullable String status) {
        return new EndedRequest("buyers", List$.MODULE$.empty(), "reserve", end - 10, end, false, status, "closed");
    }
}
