package dev.crossfire.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrintableTextTest {
    @Test
    void plainTextOfAnyLanguageIsLeftAsItIs() {
        String text = "Grüße, 한국어, العربية, 😀 – ≤ 5 %";

        assertThat(PrintableText.line(text)).isSameAs(text);
    }

    @Test
    void whatSteersATerminalBecomesVisible() {
        assertThat(PrintableText.line("a\u001b[31mb\u009b2Jc\u0007\u007f"))
                .isEqualTo("a\\u001b[31mb\\u009b2Jc\\u0007\\u007f");
        assertThat(PrintableText.line("a\r\n\tb")).isEqualTo("a\\r\\n\\tb");
        assertThat(PrintableText.lines("a\r\nb\u2028c\u2029d\u0085e")).isEqualTo("a\\r\nb\\u2028c\\u2029d\\u0085e");
    }

    @Test
    void whatChangesTheOrderOfLettersBecomesVisible() {
        assertThat(PrintableText.line("\u202epay\u202c \u2066x\u2069 \u200e\u200f\u061c"))
                .isEqualTo("\\u202epay\\u202c \\u2066x\\u2069 \\u200e\\u200f\\u061c");
    }

    @Test
    void whatCannotBeSeenBecomesVisible() {
        assertThat(PrintableText.line("a\u200bb\ufeffc\ud83dd")).isEqualTo("a\\u200bb\\ufeffc\\ud83dd");
        assertThat(PrintableText.line(Character.toString(0xE0041) + "\uffff")).isEqualTo("\\udb40\\udc41\\uffff");
    }

    @Test
    void nothingElseComesOutOfAnything() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder any = new StringBuilder();
            for (int j = 0; j < 50; j++) {
                any.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            String shown = PrintableText.line(any.toString());
            assertThat(shown.codePoints().allMatch(PrintableText::isPrintable)).isTrue();
            assertThat(PrintableText.line(shown)).isEqualTo(shown);
        }
    }
}
