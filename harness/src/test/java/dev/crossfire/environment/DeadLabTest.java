package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.conductor.Conductor;
import dev.crossfire.conductor.RunContext;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.fake.FakeTraffic;
import dev.crossfire.fake.Generators;
import dev.crossfire.fake.Labs;
import dev.crossfire.fake.PlantedInstallation;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.FakeEnvironment;
import dev.crossfire.testkit.FakeFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab of our own, a real process, that is killed in the middle of a run in made-up time. */
@Timeout(30)
@Tag("live")
class DeadLabTest {
    private static final Duration AT = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @Test
    void theRunIsBrokenWithItsLastWordsAndItsFaultIsClearedWithIt() throws Exception {
        Path file = directory.resolve("journal.jsonl");
        try (FakeTime time = new FakeTime();
                Journal journal = new Journal(file);
                OpenEnvironment open = open()) {
            FakeFault kind = new FakeFault(time::now);
            kind.onHeal = fault -> {
                throw new FaultException("connection refused");
            };
            FakeTraffic traffic = new FakeTraffic(time);
            CountDownLatch told = new CountDownLatch(1);
            Consumer<String> failRun = traffic::failRun;
            open.whenEnded(failRun.andThen(why -> told.countDown()));
            time.at(FakeTraffic.T0.plus(AT).plusSeconds(1), () -> kill(open, told));

            new Conductor(new RunContext(
                            FakeRun.plan(FakeRun.fault("f", AT)),
                            List.of(),
                            open,
                            FakeRun.kinds(kind),
                            journal,
                            time,
                            ProgressListener.SILENT,
                            () -> null,
                            atMost -> {}))
                    .conduct(traffic);

            assertThat(kind.calls).containsExactly("arm f", "inject f", "heal f", "close f");
            List<JournalEvent> events = Journal.read(file);
            assertThat(events)
                    .filteredOn(JournalEvent.Broken.class::isInstance)
                    .singleElement()
                    .satisfies(broken -> assertThat(((JournalEvent.Broken) broken).why())
                            .contains("the lab ended", "this lab holds nothing"));
            assertThat(events).last().satisfies(ended -> {
                assertThat(ended).isInstanceOf(JournalEvent.HealEnded.class);
                assertThat(((JournalEvent.HealEnded) ended).proven()).isTrue();
            });
        }
    }

    private OpenEnvironment open() throws Exception {
        Installation planted =
                PlantedInstallation.in(directory.resolve("home"), Labs.Idle.class, Generators.NeverReady.class);
        LabProcess lab = LabProcess.start(planted, List.of(), directory.resolve("lab.log"), ProgressListener.SILENT);
        return new OpenEnvironment(FakeRun.environment().spec(), new FakeEnvironment(), FakeRun.SOURCE, lab);
    }

    private static void kill(OpenEnvironment open, CountDownLatch told) {
        LabProcess lab = open.lab();
        if (lab == null) {
            throw new IllegalStateException("this environment has a lab");
        }
        ProcessHandle.of(lab.ready().path("pid").asLong()).orElseThrow().destroyForcibly();
        try {
            told.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
