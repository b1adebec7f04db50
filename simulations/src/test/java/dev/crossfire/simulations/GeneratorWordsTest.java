package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratorWordsTest {
    @Test
    void wordsEndAtSpacesThatAreNotWithinQuotes() {
        assertThat(GeneratorCommand.words("-Xmx2g  '-Dname=a b' -Dother=\"c d\"e -Dlone='"))
                .containsExactly("-Xmx2g", "-Dname=a b", "-Dother=c de", "-Dlone=");
        assertThat(GeneratorCommand.words(" ")).isEmpty();
    }

    @Test
    void aWordMayBeLong() {
        String longest = "-Dname=" + "x".repeat(100_000);
        assertThat(GeneratorCommand.words(longest)).containsExactly(longest);
    }
}
