package dev.crossfire.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Frame;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter printed = new StringWriter();

    private ProgressLine line(boolean watched) {
        return new ProgressLine(new PrintWriter(printed), watched, false);
    }

    private static void second(ProgressLine line, int second) {
        line.second(new Frame(second, Map.of()), Duration.ofSeconds(100 - second));
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }

    @Test
    void aLogGetsOnePlainLineInTenSeconds() {
        ProgressLine line = line(false);
        line.phase("warming up");
        IntStream.range(-10, 60).forEach(second -> second(line, second));
        line.close();

        assertThat(lines()).hasSize(1 + 7);
        assertThat(lines().get(2)).contains("under load", "1:40 left");
        assertThat(printed.toString().replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void aStalledGeneratorThatLeavesOutTheTenthSecondHidesNoLine() {
        ProgressLine line = line(false);
        for (int second : new int[] {1, 5, 9, 12, 15, 19, 22, 29, 33}) {
            second(line, second);
        }
        assertThat(lines()).hasSize(4);
    }

    @Test
    void aTerminalGetsOneLineThatIsRewritten() {
        ProgressLine line = line(true);
        IntStream.range(0, 30).forEach(second -> second(line, second));
        assertThat(printed.toString()).doesNotContain("\n").contains("\r\033[K");
    }
}
