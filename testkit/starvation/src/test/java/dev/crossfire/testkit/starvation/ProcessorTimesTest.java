package dev.crossfire.testkit.starvation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProcessorTimesTest {
    private static final long MAVEN = 10;
    private static final long SHELL = 11;
    private static final long TESTS = 12;
    private static final long LAB = 13;
    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @Test
    void theTimeIsIdleOursOrOfOthers() {
        ProcessorTimes before = ProcessorTimes.parse("cpu  1000 10 200 5000 100 0 30 60 7 8", 700)
                .orElseThrow();
        ProcessorTimes after = ProcessorTimes.parse("cpu  1060 10 210 5010 110 0 30 70 7 8", 740)
                .orElseThrow();
        ProcessorShares shares = after.since(before).orElseThrow();
        assertThat(shares.idle()).isEqualTo(0.2, NEARLY);
        assertThat(shares.others())
                .as("the host's, too: 100 ticks, 20 idle, 40 ours")
                .isEqualTo(0.4, NEARLY);
    }

    @Test
    void whatDoesNotCountSoMeasuresNothing() {
        assertThat(ProcessorTimes.parse("intr 1 2 3", 0)).isEmpty();
        ProcessorTimes times =
                ProcessorTimes.parse("cpu 1 1 1 1 1 1 1 1 0 0", 0).orElseThrow();
        assertThat(times.since(times)).isEmpty();
    }

    @Test
    void aNameWithSpacesAndParenthesesIsRead() {
        assertThat(OwnProcesses.Row.parse("42 (a) b (c) S 41 1 1 0 -1 4 9 9 0 0 5 6 7 8 20 0 1 0 77 0 0\n"))
                .isEqualTo(new OwnProcesses.Row(42, 41, "a) b (c", 77, 26));
    }

    @Test
    void everythingBelowTheBuildIsOursAndRemainsSoWhenItsStarterEnds() {
        OwnProcesses own = new OwnProcesses(TESTS);
        OwnProcesses.Row init = new OwnProcesses.Row(1, 0, "init", 1, 1000);
        OwnProcesses.Row terminal = new OwnProcesses.Row(5, 1, "bash", 2, 100);
        OwnProcesses.Row hog = new OwnProcesses.Row(6, 5, "sh", 3, 5000);
        OwnProcesses.Row maven = new OwnProcesses.Row(MAVEN, 5, "java", 4, 16);
        OwnProcesses.Row shell = new OwnProcesses.Row(SHELL, MAVEN, "sh", 5, 1);
        OwnProcesses.Row tests = new OwnProcesses.Row(TESTS, SHELL, "java", 6, 8);
        OwnProcesses.Row lab = new OwnProcesses.Row(LAB, TESTS, "java", 7, 4);
        OwnProcesses.Row sibling = new OwnProcesses.Row(14, MAVEN, "java", 8, 2);
        assertThat(own.ticks(rows(init, terminal, hog, maven, shell, tests, lab, sibling)))
                .isEqualTo(31);

        OwnProcesses.Row adopted = new OwnProcesses.Row(LAB, 1, "java", 7, 5);
        OwnProcesses.Row reused = new OwnProcesses.Row(14, 5, "sh", 9, 900);
        assertThat(own.ticks(rows(init, terminal, hog, maven, shell, tests, adopted, reused)))
                .isEqualTo(30);
    }

    @Test
    void thisMachineIsMeasuredWhereItCanBe() {
        long busy = LongStream.range(0, 200_000_000).map(i -> i ^ (i >> 3)).sum();
        assertThat(busy).isNotZero();
        ProcessorTimes.now(new OwnProcesses(ProcessHandle.current().pid()))
                .ifPresent(times -> assertThat(times.own()).isBetween(1L, times.total()));
    }

    private static Map<Long, OwnProcesses.Row> rows(OwnProcesses.Row... all) {
        return Stream.of(all).collect(Collectors.toMap(OwnProcesses.Row::pid, Function.identity()));
    }
}
