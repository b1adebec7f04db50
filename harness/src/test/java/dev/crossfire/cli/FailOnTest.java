package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.spi.Kinds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FailOnTest {
    private final StringWriter printed = new StringWriter();

    /** Of passed, inconclusive, failed, error and dirty. */
    private List<Integer> codes(String... words) {
        FailOnOptions options = CommandLine.populateCommand(new FailOnOptions(), words);
        PrintWriter writer = new PrintWriter(printed, true);
        Terminal terminal = new Terminal(writer, writer);
        List<Integer> codes = new ArrayList<>();
        for (RunOutcome outcome : RunOutcome.values()) {
            codes.add(options.exitCode(outcome, terminal));
        }
        return codes;
    }

    @Test
    void eachOutcomeHasItsCodeUnlessItIsPassedOver() {
        assertThat(codes()).containsExactly(0, 3, 1, 4, 5);
        assertThat(codes("--fail-on", "fail,inconclusive")).containsExactly(0, 3, 1, 4, 5);
        assertThat(printed.toString()).isEmpty();
        assertThat(codes("--fail-on", "fail")).containsExactly(0, 0, 1, 4, 5);
        assertThat(printed.toString())
                .contains("the outcome is inconclusive; the exit code is 0 because of --fail-on fail");
        assertThat(codes("--fail-on=inconclusive")).containsExactly(0, 3, 0, 4, 5);
        assertThat(printed.toString()).contains("the outcome is fail; the exit code is 0");
    }

    @Test
    void otherNamesAreRefused() {
        for (String command : List.of("run", "judge")) {
            CapturedCommand refused = CapturedCommand.run(Kinds.load(), command, "x", "--fail-on", "fail,never,dirty");
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.output())
                    .contains("--fail-on: 'never' is invalid; expected fail or inconclusive", "'dirty' is invalid");
        }
    }
}
