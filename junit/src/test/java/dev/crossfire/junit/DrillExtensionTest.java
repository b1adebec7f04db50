package dev.crossfire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventType.FINISHED;

import dev.crossfire.junit.Drill.WhenInconclusive;
import dev.crossfire.junit.scenario.DrillLoad;
import dev.crossfire.junit.scenario.DrillObjective;
import dev.crossfire.junit.scenario.DrillScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

@Timeout(60)
class DrillExtensionTest {
    private static final List<String> CALLS = new ArrayList<>();

    @TempDir
    Path folder;

    private final SystemProperties properties = new SystemProperties();

    @BeforeEach
    void ofAUserWithAHomeOfItsOwn() {
        CALLS.clear();
        properties.set("user.home", folder.resolve("home").toString());
        properties.set("crossfire.home", folder.resolve("installation").toString());
        properties.set("crossfire.out", folder.resolve("results").toString());
    }

    @AfterEach
    void restore() {
        properties.restore();
    }

    @Test
    void everyObjectiveIsATestOfItsOwnWithItsFigure() throws IOException {
        FakeLauncher launcher = plays(VerdictJson.with("pass", 0, "pass", true), 0);
        EngineExecutionResults results = execute(OneDrill.class);
        assertThat(names(results))
                .containsExactly(
                        "drill sale.yaml on lab",
                        "buyers-recover: 12.3 s (12.1 to 12.5), at most 10 s",
                        "few-errors: 1.89 %, at most 5 %",
                        "faults cleared: writer-lost",
                        "own assertions: recovers");
        results.testEvents().assertStatistics(counts -> counts.started(5).succeeded(5));
        assertThat(CALLS).containsExactly("before", "after", "before", "recovers 7 4100", "after");
        assertThat(launcher.arguments())
                .containsSequence("run", "sale.yaml", "--env", "lab", "--out")
                .contains("--until-input-ends")
                .containsSequence(
                        "--seed", "7", "--set", "load.duration=2m", "--label", "team=checkout", "--repeat", "3");
    }

    @Test
    void aFailedObjectiveShowsWhatWasMeasuredTheTargetTheReasonAndTheReport() throws IOException {
        plays(VerdictJson.with("fail", 1, "fail", true), 1);
        EngineExecutionResults results = execute(OneDrill.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(4).failed(1));
        AssertionFailedError error = (AssertionFailedError) thrown(results, "buyers-recover");
        assertThat(error.getExpected().getStringRepresentation()).isEqualTo("at most 10 s");
        assertThat(error.getActual().getStringRepresentation()).isEqualTo("12.3 s (12.1 to 12.5)");
        assertThat(error.getMessage())
                .isEqualTo("buyers-recover: 12.3 s (12.1 to 12.5), at most 10 s\n"
                        + "  recovery-time of buyers after writer-lost\n"
                        + "  the cohort was healthy 12.3 s after the fault took effect\n"
                        + "  sale on lab, seed 7\n"
                        + "  report: "
                        + folder.resolve("results/OneDrill.recovers/report.html")
                                .toUri());
        assertThat(error.getStackTrace())
                .singleElement()
                .hasToString(OneDrill.class.getName() + ".recovers(DrillExtensionTest.java)");
    }

    @Test
    void anInconclusiveObjectiveFailsUnlessItIsToBeAborted() throws IOException {
        plays(VerdictJson.with("inconclusive", 3, "inconclusive", true), 3);
        execute(OneDrill.class).testEvents().assertStatistics(counts -> counts.succeeded(4)
                .failed(1));
        execute(AbortedDrill.class).testEvents().assertStatistics(counts -> counts.succeeded(4)
                .aborted(1));
    }

    @Test
    void anInconclusiveRunWhoseObjectivesAllPassIsNoPass() throws IOException {
        plays(VerdictJson.with("inconclusive", 3, "pass", true), 3);
        EngineExecutionResults results = execute(OneDrill.class);
        assertThat(thrown(results, "drill sale.yaml")).hasMessageContainingAll("is inconclusive", "a note");
    }

    @Test
    void aFaultThatIsNotClearedFailsWithTheNextStep() throws IOException {
        plays(VerdictJson.with("dirty", 5, "pass", false), 5);
        EngineExecutionResults results = execute(OneDrill.class);
        assertThat(thrown(results, "faults cleared"))
                .hasMessageContaining("writer-lost (database-failover on ticketing-db)")
                .hasMessageContaining("crossfire recover " + folder.resolve("results/OneDrill.recovers"));
    }

    @Test
    void aRefusedScenarioFailsWithCrossfiresOwnMessageAndReportsNoObjective() throws IOException {
        FakeLauncher.refusing(folder.resolve("installation"), "sale.yaml:3:7: the key loda is invalid", 2);
        EngineExecutionResults results = execute(OneDrill.class);
        results.testEvents().assertStatistics(counts -> counts.started(1).failed(1));
        assertThat(thrown(results, "drill"))
                .isInstanceOf(DrillErrorException.class)
                .hasMessageContainingAll(
                        "sale.yaml:3:7: the key loda is invalid", "exit code 2 (bad usage or bad file)");
    }

    @Test
    void aVerdictThatContradictsTheExitCodeIsAnError() throws IOException {
        plays(VerdictJson.with("pass", 0, "pass", true), 4);
        assertThat(thrown(execute(OneDrill.class), "drill")).hasMessageContaining("crossfire ended with exit code 4");
    }

    @Test
    void aVerdictThatCannotBeReadIsAnError() throws IOException {
        plays(VerdictJson.with("splendid", 0, "pass", true), 0);
        assertThat(thrown(execute(OneDrill.class), "drill"))
                .hasMessageContaining("verdict.json is no verdict that this version reads");
    }

    @Test
    void withoutAnInstallationTheMessageSaysHowToInstall() {
        assertThat(thrown(execute(OneDrill.class), "drill"))
                .hasMessageContaining("expected the folder of an unpacked crossfire-VERSION.zip");
    }

    @Test
    void aDrillThatTakesTooLongIsHealedBeforeItsTestEnds() throws IOException {
        FakeLauncher launcher = FakeLauncher.untilItsInputEnds(folder.resolve("installation"));
        EngineExecutionResults results = execute(ImpatientDrill.class);
        assertThat(thrown(results, "drill")).hasMessageContaining("timed out after 1 second");
        assertThat(launcher.hasHealed()).isTrue();
        results.testEvents().assertStatistics(counts -> counts.started(1).failed(1));
    }

    @Test
    void aScenarioInJavaIsWrittenBesideTheResults() throws IOException {
        FakeLauncher launcher = plays(VerdictJson.with("pass", 0, "pass", true), 0);
        execute(JavaDrill.class).testEvents().assertStatistics(counts -> counts.succeeded(5));
        Path written = folder.resolve("results/JavaDrill.recovers.yaml");
        assertThat(launcher.arguments()).contains(written.toString());
        assertThat(Files.readString(written)).isEqualTo(JavaDrill.sale().yaml());
    }

    @Test
    void aSecondDrillGetsAFolderOfItsOwn() throws IOException {
        FakeLauncher launcher = plays(VerdictJson.with("pass", 0, "pass", true), 0);
        execute(OneDrill.class);
        execute(OneDrill.class);
        assertThat(launcher.arguments())
                .contains(
                        folder.resolve("results/OneDrill.recovers").toString(),
                        folder.resolve("results/OneDrill.recovers-2").toString());
    }

    @Test
    void drillsHaveATag() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OneDrill.class))
                .filters(TagFilter.excludeTags("drill"))
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.started(0));
    }

    private FakeLauncher plays(String verdict, int exitCode) throws IOException {
        return FakeLauncher.withVerdict(folder.resolve("installation"), verdict, exitCode);
    }

    private static EngineExecutionResults execute(Class<?> test) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .selectors(selectClass(test))
                .execute();
    }

    private static List<String> names(EngineExecutionResults results) {
        return results.testEvents().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static Throwable thrown(EngineExecutionResults results, String name) {
        Event event = results.testEvents().stream()
                .filter(one -> one.getType() == FINISHED
                        && one.getTestDescriptor().getDisplayName().startsWith(name))
                .findFirst()
                .orElseThrow();
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    static class OneDrill {
        @BeforeEach
        void before() {
            CALLS.add("before");
        }

        @AfterEach
        void after() {
            CALLS.add("after");
        }

        @Drill(
                value = "sale.yaml",
                seed = 7,
                set = "load.duration=2m",
                labels = "team=checkout",
                repeat = 3,
                mayFail = 1)
        void recovers(DrillVerdict verdict) {
            CALLS.add("recovers " + verdict.seed() + " " + verdict.ledger().acknowledged());
        }
    }

    static class AbortedDrill {
        @Drill(value = "sale.yaml", whenInconclusive = WhenInconclusive.ABORT)
        void recovers() {}
    }

    static class ImpatientDrill {
        @Drill("sale.yaml")
        @Timeout(1)
        void recovers() {}
    }

    static class JavaDrill {
        @Drill(from = "sale")
        void recovers() {}

        static DrillScenario sale() {
            return DrillScenario.named("sale")
                    .load(DrillLoad.of("TicketOpen").duration(Duration.ofSeconds(30)))
                    .objective("few-errors", DrillObjective.errorRatio("buyers", 0.05));
        }
    }
}
