package dev.crossfire.judge.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerEntry.WriteResult;
import dev.crossfire.evidence.LedgerSource;
import dev.crossfire.evidence.ObservationSource;
import dev.crossfire.judge.Judge;
import dev.crossfire.judge.objective.DuplicateWrites;
import dev.crossfire.judge.objective.LostWrites;
import dev.crossfire.judge.objective.OversoldWrites;
import dev.crossfire.judge.objective.RecoveryPointTime;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.RecoveryPoint;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerReconcilerTest {
    private static final int ORDERS = 2_000;
    private static final double FAULT = 60;

    private final List<ClientRecord> clientRecords = new ArrayList<>();
    private final List<SystemRow> held = new ArrayList<>();
    private boolean keyed = true;
    private @Nullable String unreadable;
    private long dropped;
    private long cutHeld;
    private boolean died;
    private boolean slowLine;

    /** An order every 40 ms, each acknowledged 5 ms after it was sent, and there. */
    private LedgerReconcilerTest orders() {
        for (int i = 0; i < ORDERS; i++) {
            sold("k" + i, "42/" + i, "" + i, i * 0.04);
        }
        return this;
    }

    private void sold(String key, String item, String id, double at) {
        clientRecords.add(new ClientRecord(micros(at), WriteResult.SENT, key, item, null));
        clientRecords.add(new ClientRecord(micros(at) + 5_000, WriteResult.ACKNOWLEDGED, key, item, id));
        held.add(new SystemRow(id, keyed ? key : null, item));
    }

    private static long micros(double second) {
        return Micros.of(PlantedRun.instant(second));
    }

    private Verdict verdict() throws IOException {
        PlantedRun drill = new PlantedRun()
                .buyers(20, PlantedRun.outage(FAULT, FAULT + 2))
                .fault("writer-lost", FAULT, FAULT + 3)
                .wants("lost", "lost-writes", new LostWrites.Settings(0))
                .wants("twice", "duplicate-writes", new DuplicateWrites.Settings(0))
                .wants("oversold", "oversold-writes", new OversoldWrites.Settings(0))
                .wants(
                        "point",
                        "recovery-point",
                        new RecoveryPointTime.Settings("writer-lost", Duration.ofSeconds(1), 2));
        if (slowLine) {
            drill.fault("line-slow", FAULT - 20, FAULT + 20);
        }
        Evidence thin = drill.evidence();
        List<JournalEvent> journal = new ArrayList<>(thin.journal());
        if (!died) {
            journal.add(new JournalEvent.LedgerKept(PlantedRun.instant(121), clientRecords.size(), dropped));
        }
        journal.add(new JournalEvent.LedgerRead(
                PlantedRun.instant(122), "http://shop/orders", held.size() + cutHeld, keyed, unreadable));
        List<dev.crossfire.spi.ObjectiveKind<?>> kinds = new ArrayList<>();
        ServiceLoader.load(dev.crossfire.spi.ObjectiveKind.class).forEach(kinds::add);
        return new Judge(kinds)
                .judge(new Evidence(
                        withLedger(thin.plan()),
                        journal,
                        thin.requests(),
                        null,
                        new Shuffled(),
                        ObservationSource.NONE));
    }

    private static Plan withLedger(Plan plan) {
        Scenario old = plan.scenario();
        LedgerSpec ledger = new LedgerSpec(null, new LedgerSpec.Sql("select 1"), 1);
        Scenario scenario = new Scenario(
                old.name(),
                old.title(),
                old.load(),
                old.healthy(),
                old.steadyState(),
                old.faults(),
                null,
                List.of(),
                old.objectives(),
                ledger);
        return new Plan(
                plan.schema(),
                plan.run(),
                scenario,
                plan.environment(),
                null,
                plan.seed(),
                false,
                plan.faults(),
                plan.blastRadius(),
                0,
                plan.origins(),
                plan.versions(),
                List.of());
    }

    /** Everything in an order that only the requested order can undo. */
    private final class Shuffled implements LedgerSource {
        @Override
        public LedgerIntegrity sorted(Comparator<LedgerEntry> order, Consumer<LedgerEntry> to) {
            List<LedgerEntry> all = new ArrayList<>(clientRecords);
            all.addAll(held);
            Collections.shuffle(all, new Random(3));
            all.sort(order);
            all.forEach(to);
            return new LedgerIntegrity(
                    clientRecords.size(), held.size(), cutHeld > 0 ? "ledger.system.jsonl stops at byte 7" : null);
        }
    }

    private static void outcomes(Verdict verdict, Outcome lost, Outcome twice, Outcome oversold, Outcome point) {
        assertThat(verdict.objectives().stream().map(ObjectiveVerdict::outcome))
                .as(() -> verdict.objectives().toString())
                .containsExactly(lost, twice, oversold, point);
    }

    @Test
    void raisesNothingOnACleanRun() throws IOException {
        Verdict verdict = orders().verdict();
        outcomes(verdict, Outcome.PASS, Outcome.PASS, Outcome.PASS, Outcome.PASS);
        assertThat(verdict.ledger())
                .isEqualTo(new LedgerFigures(
                        (long) ORDERS,
                        0L,
                        0L,
                        0L,
                        0L,
                        0L,
                        0L,
                        0L,
                        List.of(new RecoveryPoint("writer-lost", 0, 0)),
                        List.of(),
                        null));
        assertThat(verdict.objectives().get(0).why()).isEqualTo("all 2,000 acknowledged writes are present");
    }

    @Test
    void findsWhatWasLostAndHowFarBackThatThrowsUsers() throws IOException {
        orders();
        // Acknowledged at 59.605, 59.805 and 60.005 s; the fault took effect at 60.01 s at the latest.
        held.removeIf(row -> List.of("1490", "1495", "1500").contains(row.id()));
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.FAIL, Outcome.PASS, Outcome.PASS, Outcome.FAIL);
        assertThat(verdict.ledger().lost()).isEqualTo(3);
        RecoveryPoint point = verdict.ledger().recoveryPoints().get(0);
        assertThat(point.writes()).isEqualTo(3);
        assertThat(point.seconds()).isBetween(0.404, 0.406);
        assertThat(verdict.objectives().get(0).why())
                .contains("3 of 2,000 acknowledged writes are absent", "k1490 was acknowledged and is absent");
        assertThat(verdict.objectives().get(3).why()).contains("lost 3 acknowledged writes", "0.41 s before");
    }

    @Test
    void aWriteThatTwoFaultsMayHaveLostCountsAgainstBoth() throws IOException {
        slowLine = true;
        orders();
        held.removeIf(row -> List.of("1490", "1495", "1500").contains(row.id()));
        assertThat(verdict().ledger().recoveryPoints())
                .extracting(RecoveryPoint::writes)
                .containsExactly(3L, 3L);
    }

    @Test
    void rowsWithoutKeysShowNothing() throws IOException {
        orders();
        held.replaceAll(row -> new SystemRow(row.id(), null, row.item()));
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why()).contains("none of the 2000 rows", "has a key");
    }

    @Test
    void itemsThatTheListSpellsOtherwiseShowNothingOversold() throws IOException {
        orders();
        held.replaceAll(row -> new SystemRow(row.id(), row.key(), "42-" + row.id()));
        outcomes(verdict(), Outcome.PASS, Outcome.PASS, Outcome.INCONCLUSIVE, Outcome.PASS);
    }

    @Test
    void findsWhatIsThereTwice() throws IOException {
        orders();
        held.add(new SystemRow("9001", "k7", "42/7"));
        // The list moved while it was read: a row that is shown twice is there once.
        held.add(held.get(8));
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.PASS, Outcome.FAIL, Outcome.PASS, Outcome.PASS);
        assertThat(verdict.ledger().duplicate()).isEqualTo(1);
        assertThat(verdict.ledger().examples()).containsExactly(WriteAnomaly.duplicate("k7", 2));
    }

    @Test
    void findsWhatWasSoldTwice() throws IOException {
        orders();
        sold("late", "42/11", "9002", 70);
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.PASS, Outcome.PASS, Outcome.FAIL, Outcome.PASS);
        assertThat(verdict.ledger().oversold()).isEqualTo(1);
        assertThat(verdict.ledger().examples()).containsExactly(WriteAnomaly.oversold("42/11", 2, 1));
    }

    @Test
    void eachAnomalyIsExplainedByItsOwnExamples() throws IOException {
        orders();
        sold("late", "42/11", "9002", 70);
        for (int i = 20; i < 28; i++) {
            held.add(new SystemRow("91" + i, "k" + i, "42/" + i));
            held.add(new SystemRow("92" + i, "k" + i, "42/" + i));
        }
        held.removeIf(row -> row.id().startsWith("100"));
        Verdict verdict = verdict();
        assertThat(verdict.objectives().get(0).why()).contains("acknowledged writes are absent; for example ");
        assertThat(verdict.objectives().get(0).why().split("is absent", -1)).hasSize(4);
        assertThat(verdict.objectives().get(1).why())
                .startsWith("rows beyond the first of a write: 16; for example k20 is present 3 times, ")
                .doesNotContain("acknowledged");
        assertThat(verdict.objectives().get(2).why())
                .isEqualTo("writes beyond the capacity of their item: 1; for example 42/11 has 2 writes, of at most 1");
    }

    @Test
    void showsUnacknowledgedWritesThatArePresent() throws IOException {
        orders();
        clientRecords.add(new ClientRecord(micros(61), WriteResult.SENT, "silent", "42/5000", null));
        clientRecords.add(new ClientRecord(micros(62), WriteResult.UNKNOWN, "silent", "42/5000", null));
        held.add(new SystemRow("9003", "silent", "42/5000"));
        clientRecords.add(new ClientRecord(micros(61), WriteResult.SENT, "gone", "42/5001", null));
        clientRecords.add(new ClientRecord(micros(61), WriteResult.SENT, "beaten", "42/3", null));
        clientRecords.add(new ClientRecord(micros(61.01), WriteResult.REFUSED, "beaten", "42/3", null));
        held.add(new SystemRow("1", "stranger", "42/9999"));
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.PASS, Outcome.PASS, Outcome.PASS, Outcome.PASS);
        LedgerFigures figures = verdict.ledger();
        assertThat(figures.unacknowledgedPresent()).isEqualTo(1);
        assertThat(figures.unknown()).isEqualTo(2);
        assertThat(figures.refused()).isEqualTo(1);
        assertThat(figures.rowsOfOtherOrigin()).isEqualTo(1);
    }

    @Test
    void foreignWritesThatShareASeatDoNotCount() throws IOException {
        orders();
        held.add(new SystemRow("8001", "stranger", "1/1"));
        held.add(new SystemRow("8002", "another", "1/1"));
        clientRecords.add(new ClientRecord(micros(61), WriteResult.SENT, "beaten", "1/1", null));
        clientRecords.add(new ClientRecord(micros(61.01), WriteResult.REFUSED, "beaten", "1/1", null));
        assertThat(verdict().ledger().oversold()).isZero();
    }

    @Test
    void withoutKeysWritesAreKnownByTheirIds() throws IOException {
        keyed = false;
        orders();
        held.remove(30);
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS, Outcome.FAIL);
        assertThat(verdict.ledger().lost()).isEqualTo(1);
        assertThat(verdict.ledger().duplicate()).isNull();
    }

    @Test
    void whatCouldNotBeReadIsNoPass() throws IOException {
        orders();
        unreadable = "gave no answer for 30 s";
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        assertThat(verdict.ledger().lost()).isNull();
        assertThat(verdict.objectives().get(0).why()).contains("http://shop/orders", "gave no answer for 30 s");
    }

    @Test
    void rowsThatAreMissingOnDiskAreNoPass() throws IOException {
        orders();
        cutHeld = 5;
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why()).contains("2005 rows", "only 2000", "byte 7");
    }

    @Test
    void missingAnswersPreventAPassButNoFailure() throws IOException {
        orders();
        dropped = 4;
        outcomes(verdict(), Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        dropped = 0;
        died = true;
        outcomes(verdict(), Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        held.remove(12);
        outcomes(verdict(), Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.FAIL);
    }

    @Test
    void withoutASingleAcknowledgementNothingIsShown() throws IOException {
        Verdict verdict = verdict();
        outcomes(verdict, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why()).contains("the simulation keeps no ledger");
    }
}
