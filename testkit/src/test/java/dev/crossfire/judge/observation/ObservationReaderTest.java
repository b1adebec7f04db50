package dev.crossfire.judge.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.LedgerSource;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.judge.Judge;
import dev.crossfire.judge.objective.CapacityRestored;
import dev.crossfire.judge.objective.FalseAlarms;
import dev.crossfire.judge.objective.RetryAmplification;
import dev.crossfire.judge.objective.TimeToDetect;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Buyers at 60 requests a second for 120 s; a fault from 60 to 65 s; what others saw of it is planted. */
class ObservationReaderTest {
    private static final double RATE = 60;

    private final List<Observation> observations = new ArrayList<>();
    /** When a second fault takes effect; not a number when none does. */
    private double second = Double.NaN;

    @TempDir
    private Path folder;

    private Consumer<PlantedRun> more = drill -> {};

    private ObservationReaderTest listening(double at, boolean proven) {
        observations.add(new Observation.Listening(PlantedRun.instant(at), "webhook", proven));
        return this;
    }

    private ObservationReaderTest alarm(double at, String name, boolean firing) {
        observations.add(new Observation.Alarm(PlantedRun.instant(at), "webhook", name, firing));
        return this;
    }

    /** An observation each second shows six replicas, but four from one moment to another. */
    private ObservationReaderTest serving(double from, double until) {
        for (double at = 0.5; at < 120; at++) {
            int serving = at >= from && at < until ? 4 : 6;
            observations.add(new Observation.Serving(PlantedRun.instant(at), "balancer", serving, 6));
        }
        return this;
    }

    /** Each second someone reads a counter that runs as fast as users send, and faster for a while. */
    private ObservationReaderTest requests(double from, double until, double times) {
        double total = 1_000;
        for (double at = -1; at <= 121; at++) {
            observations.add(new Observation.Requests(PlantedRun.instant(at), "balancer", total));
            total += RATE * (at >= from && at < until ? times : 1);
        }
        return this;
    }

    private ObjectiveVerdict judged(String kind, ObjectiveSettings settings) throws IOException {
        PlantedRun drill = new PlantedRun()
                .buyers(RATE, PlantedRun.outage(60, 62))
                .fault("writer-lost", 60, 65)
                .wants("it", kind, settings);
        if (!Double.isNaN(second)) {
            drill.fault("reader-lost", second, second + 1);
        }
        more.accept(drill);
        Evidence thin = drill.evidence();
        Path file = folder.resolve("observations.jsonl");
        Files.deleteIfExists(file);
        observations.sort(Comparator.comparing(Observation::at));
        try (ObservationLog log = new ObservationLog(file)) {
            for (Observation observation : observations) {
                log.append(observation);
            }
        }
        List<ObjectiveKind<?>> kinds = new ArrayList<>();
        ServiceLoader.load(ObjectiveKind.class).forEach(kinds::add);
        Evidence evidence = new Evidence(
                thin.plan(), thin.journal(), thin.requests(), null, LedgerSource.NONE, ObservationLog.reading(file));
        return new Judge(kinds).judge(evidence).objectives().get(0);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private ObjectiveVerdict detected() throws IOException {
        return judged("time-to-detect", new TimeToDetect.Settings("writer-lost", seconds(10), "ERRORS", seconds(20)));
    }

    @Test
    void anAlarmInTimeThatIsOverInTimeIsDetection() throws IOException {
        listening(-10, false).alarm(55, "disk-full", true).alarm(64, "ticketing-errors", true);
        alarm(75, "ticketing-errors", false);
        ObjectiveVerdict verdict = detected();
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        MeasuredFigure measured = Objects.requireNonNull(verdict.measured());
        assertThat(measured.value()).isEqualTo(4, within(0.001));
        assertThat(measured.low()).isLessThan(measured.value());
        assertThat(verdict.why())
                .isEqualTo(
                        "the alarm 'ticketing-errors' was received 4.00 s after writer-lost took effect and over 10.00 s after"
                                + " it was cleared");
    }

    @Test
    void anAlarmThatIsLateOrNeverOverIsNone() throws IOException {
        listening(-10, false).alarm(74, "ticketing-errors", true).alarm(80, "ticketing-errors", false);
        assertThat(detected().outcome()).isEqualTo(Outcome.FAIL);
        observations.clear();
        listening(-10, false).alarm(64, "ticketing-errors", true).alarm(100, "ticketing-errors", false);
        assertThat(detected().outcome()).isEqualTo(Outcome.FAIL);
        observations.clear();
        listening(-10, false).alarm(64, "ticketing-errors", true).alarm(110, "other", true);
        assertThat(detected().why()).contains("still active 20 s after it was cleared");
        assertThat(detected().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void noAlarmIsAFailureWhereASourceListened() throws IOException {
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(detected().why()).contains("no alarms were received");
        listening(-10, false).listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(detected().why()).contains("check that the alarm source sends to Crossfire");
        observations.add(new Observation.SourceUnreachable(PlantedRun.instant(63), "webhook", "gone"));
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void anAlarmThatRangBeforeShowsNothing() throws IOException {
        listening(-10, false).alarm(40, "ticketing-errors", true).listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(detected().why()).contains("was active before writer-lost already");
    }

    @Test
    void anAlarmThatRangBeforeByAnotherWayShowsNothing() throws IOException {
        observations.add(new Observation.Alarm(PlantedRun.instant(40), "prometheus", "ticketing-errors", true));
        listening(-10, false).alarm(64, "ticketing-errors", true).listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(detected().why()).contains("was active before writer-lost already");
    }

    @Test
    void anAlarmThatFiresAgainIsNotOver() throws IOException {
        listening(-10, false).alarm(64, "ticketing-errors", true).alarm(68, "ticketing-errors", false);
        alarm(80, "ticketing-errors", true).listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(detected().why()).contains("still active 20 s after it was cleared");
    }

    @Test
    void anAlarmRecordedLateWhileItsSourceWasUnreachableIsNoFailure() throws IOException {
        listening(-10, false).listening(90, true).alarm(90, "ticketing-errors", true);
        observations.add(new Observation.SourceUnreachable(PlantedRun.instant(62), "webhook", "gone"));
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        observations.clear();
        listening(-10, false).alarm(64, "ticketing-errors", true).alarm(100, "ticketing-errors", false);
        observations.add(new Observation.SourceUnreachable(PlantedRun.instant(80), "webhook", "gone"));
        listening(100, true);
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    private ObservationReaderTest unreachable(double at, String source) {
        observations.add(new Observation.SourceUnreachable(PlantedRun.instant(at), source, "gone"));
        return this;
    }

    private ObservationReaderTest alarmEvent(double at, double began, String name, String instance, boolean firing) {
        observations.add(new Observation.Alarm(
                PlantedRun.instant(at), "webhook", name, firing, PlantedRun.instant(began), instance));
        return this;
    }

    @Test
    void anAlarmThatMayHaveBegunUnrecordedBeforeTheFaultShowsNothing() throws IOException {
        listening(-10, true).unreachable(55, "webhook").listening(61, true).alarm(61, "ticketing-errors", true);
        alarm(70, "ticketing-errors", false).listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(detected().why()).contains("'ticketing-errors'", "may have begun before writer-lost");
        observations.add(new Observation.Alarm(PlantedRun.instant(62), "prometheus", "ticketing-errors", true));
        observations.add(new Observation.Alarm(PlantedRun.instant(70), "prometheus", "ticketing-errors", false));
        assertThat(detected().outcome()).as("another could hear all the time").isEqualTo(Outcome.PASS);
        assertThat(detected().why()).contains("was received 2.00 s after");
    }

    @Test
    void anAlarmThatReportsAnEarlierStartThanTheFaultShowsNothing() throws IOException {
        listening(-10, false)
                .alarmEvent(62, -3600, "ticketing-errors", "a", true)
                .listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(detected().why()).contains("was active before writer-lost already");
        observations.clear();
        listening(-10, false).alarmEvent(62, 57, "ticketing-errors", "a", true);
        alarmEvent(70, 57, "ticketing-errors", "a", false).listening(119, false);
        assertThat(detected().outcome()).as("clocks differ by seconds").isEqualTo(Outcome.PASS);
    }

    @Test
    void anAlarmIsOverWhenNoneOfItsInstancesFires() throws IOException {
        listening(-10, false).alarmEvent(62, 62, "ticketing-errors", "a", true);
        alarmEvent(63, 63, "ticketing-errors", "b", true).alarmEvent(70, 63, "ticketing-errors", "b", false);
        listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(detected().why()).contains("still active 20 s after it was cleared");
        alarmEvent(75, 62, "ticketing-errors", "a", false);
        assertThat(detected().outcome()).isEqualTo(Outcome.PASS);
        assertThat(detected().why()).contains("over 10.00 s after it was cleared");
    }

    private ObjectiveVerdict falseAlarms() throws IOException {
        return judged("false-alarms", new FalseAlarms.Settings(0, null, seconds(10)));
    }

    @Test
    void alarmsWithoutAFaultAreCountedOncePerSource() throws IOException {
        listening(-10, true).alarm(61, "a", true).alarm(74, "b", true).alarm(119.9, "a", false);
        observations.add(new Observation.Listening(PlantedRun.instant(121), "webhook", true));
        assertThat(falseAlarms().outcome()).isEqualTo(Outcome.PASS);
        alarm(30, "c", true).alarm(90, "d", true);
        observations.add(new Observation.Alarm(PlantedRun.instant(91), "prometheus", "d", true));
        ObjectiveVerdict verdict = falseAlarms();
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(Objects.requireNonNull(verdict.measured()).value()).isEqualTo(2);
    }

    @Test
    void anAlarmBelongsToNoFaultThatWasNeverInjected() throws IOException {
        listening(-10, true).alarm(30, "a", true).listening(121, true);
        more = drill -> drill.planned("second", 20);
        assertThat(falseAlarms().outcome()).as("nobody knows what it did").isEqualTo(Outcome.INCONCLUSIVE);
        more = drill -> drill.planned("second", 20)
                .journal(new JournalEvent.FaultSkipped(PlantedRun.instant(20), "second", "no steady state before it"));
        assertThat(falseAlarms().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void anAlarmAfterAnUnreachableSourceMayBeTheFaults() throws IOException {
        listening(-10, true)
                .unreachable(64, "webhook")
                .listening(90, true)
                .alarm(90, "a", true)
                .listening(121, true);
        assertThat(falseAlarms().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(falseAlarms().why()).contains("1 alarm may have begun while no fault was in effect");
        alarm(95, "b", true);
        assertThat(falseAlarms().outcome()).as("heard without a gap").isEqualTo(Outcome.FAIL);
    }

    @Test
    void anAlarmThatReportsAStartBeforeTheLoadIsNoFalseOne() throws IOException {
        listening(-10, true).alarmEvent(30, -3600, "a", "1", true).listening(121, true);
        assertThat(falseAlarms().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aSilentWebhookIsNoProofWithoutAlarms() throws IOException {
        listening(-10, false).listening(121, false);
        assertThat(falseAlarms().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    private ObjectiveVerdict amplification(double atMost) throws IOException {
        return judged("retry-amplification", new RetryAmplification.Settings(atMost));
    }

    @Test
    void retriesAreSeenWhereTheyAreWorst() throws IOException {
        requests(60, 70, 3);
        ObjectiveVerdict verdict = amplification(2);
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(Objects.requireNonNull(verdict.measured()).value()).isEqualTo(3, within(0.05));
        assertThat(amplification(3.1).outcome()).isEqualTo(Outcome.PASS);
        observations.clear();
        requests(0, 0, 1);
        assertThat(Objects.requireNonNull(amplification(1.05).measured()).value())
                .isEqualTo(1, within(0.02));
        assertThat(amplification(1.05).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aCounterThatWasNotReadThroughoutShowsNoPeace() throws IOException {
        assertThat(amplification(2).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        requests(0, 0, 1);
        observations.removeIf(observation -> observation.at().isAfter(PlantedRun.instant(70)));
        assertThat(amplification(2).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(amplification(2).why()).contains("% of the run were counted");
    }

    @Test
    void aCounterThatIsScrapedEachQuarterOfAMinuteIsReadFromChangeToChange() throws IOException {
        for (int at = -1; at <= 121; at++) {
            int scraped = Math.floorDiv(at, 15) * 15;
            observations.add(new Observation.Requests(PlantedRun.instant(at), "prometheus", 10_000 + RATE * scraped));
        }
        ObjectiveVerdict verdict = amplification(1.05);
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(Objects.requireNonNull(verdict.measured()).value()).isEqualTo(1, within(0.02));
    }

    @Test
    void aHoleHidesNoStorm() throws IOException {
        requests(60, 70, 3);
        observations.removeIf(observation -> observation.at().isAfter(PlantedRun.instant(58))
                && observation.at().isBefore(PlantedRun.instant(74)));
        assertThat(amplification(2).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void capacityUnobservedForLongerThanItMayBeMissingIsUnknown() throws IOException {
        serving(200, 300);
        observations.removeIf(observation -> observation.at().isAfter(PlantedRun.instant(60.2))
                && observation.at().isBefore(PlantedRun.instant(67)));
        assertThat(judged("capacity-restored", new CapacityRestored.Settings("writer-lost", seconds(5), null))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(capacity().outcome()).isEqualTo(Outcome.PASS);
    }

    private ObjectiveVerdict capacity() throws IOException {
        return judged("capacity-restored", new CapacityRestored.Settings("writer-lost", seconds(15), null));
    }

    @Test
    void capacityIsRestoredBetweenTheLastObservationWithTooFewAndTheNext() throws IOException {
        serving(61, 70);
        ObjectiveVerdict verdict = capacity();
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        MeasuredFigure measured = Objects.requireNonNull(verdict.measured());
        assertThat(Objects.requireNonNull(measured.low())).isBetween(9.4, 9.5);
        assertThat(Objects.requireNonNull(measured.high())).isBetween(10.5, 10.6);
        assertThat(verdict.why()).contains("6 of 6 replicas served again", "at worst 4 did");
    }

    @Test
    void capacityThatIsLateOrNeverBackFails() throws IOException {
        serving(61, 76);
        assertThat(capacity().outcome()).isEqualTo(Outcome.FAIL);
        observations.clear();
        serving(61, 200);
        assertThat(capacity().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(capacity().why()).contains("of 6 replicas only 4 served");
        observations.clear();
        serving(200, 300);
        assertThat(capacity().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void unobservedCapacityIsNotRestored() throws IOException {
        assertThat(capacity().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        serving(61, 70);
        observations.removeIf(observation -> observation.at().isAfter(PlantedRun.instant(66))
                && observation.at().isBefore(PlantedRun.instant(90)));
        assertThat(capacity().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(capacity().why()).contains("were not counted for");
    }

    @Test
    void capacityUnobservedAtTheEndIsNotRestoredForGood() throws IOException {
        serving(61, 70);
        observations.removeIf(observation -> observation.at().isAfter(PlantedRun.instant(80)));
        assertThat(capacity().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(capacity().why()).contains("served again between", "only until 19.49 s after writer-lost");
        observations.clear();
        serving(200, 300);
        observations.removeIf(observation -> observation.at().isAfter(PlantedRun.instant(80)));
        assertThat(capacity().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        observations.clear();
        serving(61, 77);
        observations.removeIf(observation -> observation.at().isAfter(PlantedRun.instant(80)));
        assertThat(capacity().outcome()).as("late already").isEqualTo(Outcome.FAIL);
    }

    @Test
    void capacityThatALaterFaultTakesDoesNotCountAgainstAnEarlierOne() throws IOException {
        second = 90;
        serving(91, 110);
        assertThat(capacity().outcome()).as("taken by the later one").isEqualTo(Outcome.PASS);
        assertThat(capacity().why()).endsWith("; then reader-lost took effect");
        observations.clear();
        second = 70;
        serving(61, 110);
        assertThat(capacity().outcome()).as("either's").isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(capacity().why()).contains("only 4 served", "; then reader-lost took effect");
        observations.clear();
        serving(61, 74);
        assertThat(capacity().outcome()).as("in time, whoever it was").isEqualTo(Outcome.PASS);
        observations.clear();
        second = 80;
        serving(61, 110);
        assertThat(capacity().outcome()).as("late before the other came").isEqualTo(Outcome.FAIL);
        observations.clear();
        second = 60;
        serving(61, 110);
        assertThat(capacity().outcome()).as("held against both").isEqualTo(Outcome.FAIL);
        assertThat(capacity().why()).endsWith("; reader-lost took effect at the same time");
    }

    @Test
    void anAlarmAboutALaterFaultDoesNotProlongAnEarlierOne() throws IOException {
        second = 75;
        listening(-10, false).alarm(64, "ticketing-errors", true).alarm(70, "ticketing-errors", false);
        alarm(78, "ticketing-errors", true).listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.PASS);
        assertThat(detected().why()).contains("over 5.00 s after it was cleared");
        alarm(80, "ticketing-errors", false);
        assertThat(detected().why()).contains("over 5.00 s after it was cleared");
        observations.clear();
        listening(-10, false).alarm(64, "ticketing-errors", true).listening(119, false);
        assertThat(detected().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(detected().why()).endsWith("but reader-lost had taken effect by then");
        second = 86;
        assertThat(detected().outcome())
                .as("later than the alarm had to be over")
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void anInterruptedUserWritesOn() throws IOException {
        Path file = folder.resolve("interrupted.jsonl");
        try (ObservationLog log = new ObservationLog(file)) {
            Thread.currentThread().interrupt();
            log.append(new Observation.Alarm(PlantedRun.instant(1), "webhook", "half of an emoji \ud83d", true));
            assertThat(Thread.interrupted()).isTrue();
            log.append(new Observation.Serving(PlantedRun.instant(2), "balancer", 6, 6));
        }
        List<Observation> read = new ArrayList<>();
        assertThat(ObservationLog.reading(file).forEach(read::add)).isNull();
        assertThat(read).hasSize(2);
    }

    @Test
    void aRecordThatIsCutIsReadUpToThere() throws IOException {
        Path file = folder.resolve("cut.jsonl");
        try (ObservationLog log = new ObservationLog(file)) {
            log.append(new Observation.Serving(PlantedRun.instant(1), "balancer", 6, 6));
        }
        long whole = Files.size(file);
        Files.writeString(file, "{\"type\":\"serv", StandardOpenOption.APPEND);
        List<Observation> read = new ArrayList<>();
        assertThat(ObservationLog.reading(file).forEach(read::add)).isEqualTo("cut.jsonl is cut off at byte " + whole);
        assertThat(read).hasSize(1);
    }
}
