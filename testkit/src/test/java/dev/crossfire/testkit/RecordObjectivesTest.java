package dev.crossfire.testkit;

import static dev.crossfire.testkit.ShippedObjectiveContract.FAULT;
import static dev.crossfire.testkit.ShippedObjectiveContract.outage;
import static dev.crossfire.testkit.ShippedObjectiveContract.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.evidence.Observation;
import dev.crossfire.judge.objective.CapacityRestored;
import dev.crossfire.judge.objective.DuplicateWrites;
import dev.crossfire.judge.objective.FalseAlarms;
import dev.crossfire.judge.objective.LostWrites;
import dev.crossfire.judge.objective.OversoldWrites;
import dev.crossfire.judge.objective.RecoveryPointTime;
import dev.crossfire.judge.objective.RetryAmplification;
import dev.crossfire.judge.objective.TimeToDetect;
import dev.crossfire.spi.ObjectiveKind;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every shipped objective about writes, alarms and counters keeps the contract, and none is left out. */
class RecordObjectivesTest {
    private static final int WRITES = 1_000;

    @Test
    void everyShippedObjectiveKeepsTheContract() {
        Set<String> tested = Stream.of(RequestObjectivesTest.class, RecordObjectivesTest.class)
                .flatMap(test -> Stream.of(test.getDeclaredClasses()))
                .filter(ObjectiveContract.class::isAssignableFrom)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        List<String> shipped = new ArrayList<>();
        for (ObjectiveKind<?> kind : ServiceLoader.load(ObjectiveKind.class)) {
            if (kind.getClass().getName().startsWith("dev.crossfire.judge.")) {
                shipped.add(kind.getClass().getSimpleName() + "Contract");
            }
        }
        assertThat(shipped).isNotEmpty().allMatch(tested::contains);
    }

    @Nested
    class LostWritesContract extends ShippedObjectiveContract<LostWrites.Settings> {
        LostWritesContract() {
            super(new LostWrites(), new LostWrites.Settings(0), () -> ledger(rows()), () -> ledger(rowsWithout(250)));
        }
    }

    @Nested
    class RecoveryPointTimeContract extends ShippedObjectiveContract<RecoveryPointTime.Settings> {
        RecoveryPointTimeContract() {
            super(
                    new RecoveryPointTime(),
                    new RecoveryPointTime.Settings(FAULT, seconds(1), null),
                    () -> ledger(rows()),
                    () -> ledger(rowsWithout(250)));
        }
    }

    @Nested
    class DuplicateWritesContract extends ShippedObjectiveContract<DuplicateWrites.Settings> {
        DuplicateWritesContract() {
            super(
                    new DuplicateWrites(),
                    new DuplicateWrites.Settings(0),
                    () -> ledger(rows()),
                    () -> ledger(rowsAnd(new SystemRow("again", "key7", "seat7"))));
        }
    }

    @Nested
    class OversoldWritesContract extends ShippedObjectiveContract<OversoldWrites.Settings> {
        OversoldWritesContract() {
            super(
                    new OversoldWrites(),
                    new OversoldWrites.Settings(0),
                    () -> ledger(rows()),
                    () -> ledger(rowsAnd(new SystemRow("other", "key-of-other", "seat7"))));
        }
    }

    @Nested
    class TimeToDetectContract extends ShippedObjectiveContract<TimeToDetect.Settings> {
        TimeToDetectContract() {
            super(
                    new TimeToDetect(),
                    new TimeToDetect.Settings(FAULT, seconds(10), null, null),
                    () -> alarmAt(34),
                    () -> alarmAt(50));
        }
    }

    @Nested
    class FalseAlarmsContract extends ShippedObjectiveContract<FalseAlarms.Settings> {
        FalseAlarmsContract() {
            super(
                    new FalseAlarms(),
                    new FalseAlarms.Settings(0, null, seconds(10)),
                    () -> alarmAt(34),
                    () -> alarmAt(80));
        }
    }

    @Nested
    class RetryAmplificationContract extends ShippedObjectiveContract<RetryAmplification.Settings> {
        RetryAmplificationContract() {
            super(
                    new RetryAmplification(),
                    new RetryAmplification.Settings(2),
                    () -> requestsCounted(1),
                    () -> requestsCounted(3));
        }
    }

    @Nested
    class CapacityRestoredContract extends ShippedObjectiveContract<CapacityRestored.Settings> {
        CapacityRestoredContract() {
            super(
                    new CapacityRestored(),
                    new CapacityRestored.Settings(FAULT, seconds(15), null),
                    () -> replicasBackAt(40),
                    () -> replicasBackAt(60));
        }
    }

    /** A write every 100 ms, each acknowledged 5 ms after it was sent. */
    private static PlantedRun ledger(List<SystemRow> rows) {
        List<ClientRecord> answers = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            long micros = PlantedRun.ZERO.getEpochSecond() * 1_000_000 + i * 100_000L;
            answers.add(new ClientRecord(micros, WriteResult.SENT, "key" + i, "seat" + i, null));
            answers.add(new ClientRecord(micros + 5_000, WriteResult.ACKNOWLEDGED, "key" + i, "seat" + i, "order" + i));
        }
        return outage(3).ledger(answers, rows);
    }

    private static List<SystemRow> rows() {
        return IntStream.range(0, WRITES)
                .mapToObj(i -> new SystemRow("order" + i, "key" + i, "seat" + i))
                .toList();
    }

    private static List<SystemRow> rowsWithout(int lost) {
        List<SystemRow> rows = new ArrayList<>(rows());
        rows.remove(lost);
        return rows;
    }

    private static List<SystemRow> rowsAnd(SystemRow row) {
        return Stream.concat(rows().stream(), Stream.of(row)).toList();
    }

    private static PlantedRun alarmAt(double at) {
        return outage(3)
                .observations(List.of(
                        new Observation.Listening(PlantedRun.instant(-10), "webhook", true),
                        new Observation.Alarm(PlantedRun.instant(at), "webhook", "errors", true),
                        new Observation.Listening(PlantedRun.instant(121), "webhook", true)));
    }

    /** A counter read every second, which for 10 s counts so many requests for each that buyers send. */
    private static PlantedRun requestsCounted(double times) {
        List<Observation> read = new ArrayList<>();
        double total = 1_000;
        for (double at = -1; at <= PlantedRun.LENGTH + 1; at++) {
            read.add(new Observation.Requests(PlantedRun.instant(at), "balancer", total));
            total += 100 * (at >= 30 && at < 40 ? times : 1);
        }
        return outage(3).observations(read);
    }

    /** Two of six replicas do not serve from the fault on until a moment. */
    private static PlantedRun replicasBackAt(double moment) {
        List<Observation> read = new ArrayList<>();
        for (double at = 0.5; at < PlantedRun.LENGTH; at++) {
            int serving = at >= 31 && at < moment ? 4 : 6;
            read.add(new Observation.Serving(PlantedRun.instant(at), "balancer", serving, 6));
        }
        return outage(3).observations(read);
    }
}
