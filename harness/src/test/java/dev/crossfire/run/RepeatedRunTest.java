package dev.crossfire.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.spi.Kinds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When repeated drills end, with drills that are played. */
class RepeatedRunTest {
    private final StringWriter said = new StringWriter();
    private final StopSignal signal = new StopSignal(Duration.ofMillis(20), code -> {});

    @TempDir
    Path directory;

    private RepeatDirectory all;

    @BeforeEach
    void nameTheFolder() {
        all = new RepeatDirectory(directory, Kinds.load());
    }

    private RunOutcome run(Repeat request, RepeatedRun.Drilling drilling) throws Exception {
        ProgressLine progress = new ProgressLine(new PrintWriter(said, true), false, false);
        return new RepeatedRun(drilling, signal, all, request, progress).run();
    }

    private static Repeat request(int drills, int mayFail) {
        return new Repeat(Repeat.SCHEMA, "r", "sale", "lab", 1, drills, mayFail, true);
    }

    private static RepeatedRun.Drilling outcomes(RunOutcome... outcomes) {
        Deque<RunOutcome> left = new ArrayDeque<>(List.of(outcomes));
        return run -> left.remove();
    }

    @Test
    void everyDrillHasAFolderOfItsOwn() throws Exception {
        assertThat(run(request(3, 0), outcomes(RunOutcome.PASS, RunOutcome.PASS, RunOutcome.PASS)))
                .isEqualTo(RunOutcome.PASS);
        assertThat(all.drills()).hasSize(3);
        assertThat(all.repeat()).isEqualTo(request(3, 0));
        assertThat(said.toString()).contains("drill 3 of 3: PASS");
    }

    @Test
    void itEndsWithTheDrillThatSettlesIt() throws Exception {
        assertThat(run(request(9, 1), outcomes(RunOutcome.FAIL, RunOutcome.PASS, RunOutcome.FAIL)))
                .isEqualTo(RunOutcome.FAIL);
        assertThat(all.drills()).hasSize(3);
    }

    @Test
    void nothingIsInjectedIntoASystemThatIsNotIntact() throws Exception {
        assertThat(run(request(9, 8), outcomes(RunOutcome.FAIL, RunOutcome.DIRTY)))
                .isEqualTo(RunOutcome.DIRTY);
        assertThat(all.drills()).hasSize(2);
    }

    @Test
    void aDrillThatBreaksEndsThemAndKeepsThoseBeforeIt() throws Exception {
        Deque<RunOutcome> left = new ArrayDeque<>(List.of(RunOutcome.PASS));
        RunOutcome outcome = run(request(5, 0), drill -> {
            if (left.isEmpty()) {
                throw new RunErrorException("the lab did not get ready");
            }
            return left.remove();
        });
        assertThat(outcome).isEqualTo(RunOutcome.ERROR);
        assertThat(all.drills()).hasSize(2);
        assertThat(said.toString()).contains("drill 2 of 5: ERROR: the lab did not get ready");
    }

    @Test
    void stoppedWithinADrillNoOtherBegins() throws Exception {
        RunOutcome outcome = run(request(5, 0), drill -> {
            signal.stop();
            assertThat(Thread.interrupted()).isTrue();
            throw new InterruptedException();
        });
        assertThat(outcome).isEqualTo(RunOutcome.ERROR);
        assertThat(all.drills()).hasSize(1);
    }

    @Test
    void stoppedWhileADrillIsJudgedItIsKeptAndNoOtherBegins() throws Exception {
        RunOutcome outcome = run(request(5, 0), drill -> {
            signal.finish();
            signal.stop();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return RunOutcome.PASS;
        });
        assertThat(outcome).isEqualTo(RunOutcome.ERROR);
        assertThat(all.drills()).hasSize(1);
    }

    @Test
    void aDrillAfterOneThatWasJudgedCanBeStoppedAgain() throws Exception {
        Deque<RunOutcome> left = new ArrayDeque<>(List.of(RunOutcome.PASS));
        run(request(5, 0), drill -> {
            if (left.isEmpty()) {
                signal.stop();
                assertThat(Thread.interrupted()).isTrue();
                throw new InterruptedException();
            }
            signal.finish();
            return left.remove();
        });
        assertThat(all.drills()).hasSize(2);
    }

    @Test
    void whatIsRefusedBeforeAnythingTookPlaceIsNoDrill() {
        assertThatThrownBy(() -> run(request(5, 0), drill -> {
                    throw new BadInputException(List.of("sale.yaml:3:1: an empty value"));
                }))
                .isInstanceOf(BadInputException.class);
        assertThat(all.drills()).isEmpty();
    }
}
