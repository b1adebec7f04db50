package dev.crossfire.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static Questions typed(String answers) {
        return new Questions(new BufferedReader(new StringReader(answers)), new PrintWriter(new StringWriter()));
    }

    @Test
    void anAnswerIsOneOfTheValuesAndTheFirstOfThemByItself() throws Exception {
        assertThat(typed("\n").choose("Which?", List.of("a", "b"))).isEqualTo("a");
        assertThat(typed("c\n b \n").choose("Which?", List.of("a", "b"))).isEqualTo("b");
        assertThatThrownBy(() -> typed("x\nx\nx\na\n").choose("Which?", List.of("a", "b")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no valid answer to: Which?");
    }

    @Test
    void onlyYesAndNothingAreYes() throws Exception {
        assertThat(typed("\n").agree("Write?")).isTrue();
        assertThat(typed("YES\n").agree("Write?")).isTrue();
        assertThat(typed("quit\n").agree("Write?")).isFalse();
    }

    /** Ctrl-C interrupts the working thread, and a terminal's read goes on. */
    @Test
    void aSignalEndsAQuestion() throws Exception {
        try (PipedWriter terminal = new PipedWriter();
                BufferedReader answers = new BufferedReader(new PipedReader(terminal))) {
            Questions questions = new Questions(answers, new PrintWriter(new StringWriter()));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> questions.agree("Write?")).isInstanceOf(InterruptedException.class);
        }
    }
}
