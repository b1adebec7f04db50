package dev.crossfire.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.reports.figures.CloseUp.SampledStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampledStreamTest {
    @Test
    void fewAreKeptAsTheyAre() {
        assertThat(of(5, 5)).containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({"5, 6", "5, 1000", "4, 1000", "7, 999", "1200, 100000"})
    void manyAreKeptEvenly(int most, int many) {
        List<Integer> kept = of(most, many);
        assertThat(kept).hasSizeBetween(most / 2, most);
        int step = kept.get(1) - kept.get(0);
        assertThat(kept)
                .containsExactlyElementsOf(IntStream.iterate(0, at -> at < many, at -> at + step)
                        .boxed()
                        .toList());
    }

    private static List<Integer> of(int most, int many) {
        SampledStream<Integer> thinned = new SampledStream<>(most);
        IntStream.range(0, many).forEach(thinned::add);
        assertThat(thinned.seen()).isEqualTo(many);
        return thinned.kept();
    }
}
