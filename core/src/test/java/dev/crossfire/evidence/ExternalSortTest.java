package dev.crossfire.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
    private static final class Whole implements ExternalSort.Form<Integer> {
        @Override
        public void write(Integer one, DataOutput to) throws IOException {
            to.writeInt(one);
        }

        @Override
        public Integer read(DataInput from) throws IOException {
            return from.readInt();
        }
    }

    @TempDir
    private Path folder;

    @Test
    void sortsMoreThanFitsInMemoryAndLeavesNoFileAtAnyTime() throws IOException {
        List<Integer> sorted = new ArrayList<>();
        int[] mixed = new SplittableRandom(1).ints(10_007, 0, 5_000).toArray();
        try (ExternalSort<Integer> sort = new ExternalSort<>(folder, Comparator.naturalOrder(), new Whole(), 100)) {
            for (int one : mixed) {
                sort.add(one);
            }
            // The file has no name while it is in use, so a killed process leaves nothing.
            assertThat(folder).isEmptyDirectory();
            sort.forEach(sorted::add);
        }
        assertThat(sorted)
                .containsExactlyElementsOf(IntStream.of(mixed).sorted().boxed().toList());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void sortsNothingAndExactlyWhatFitsInMemory() throws IOException {
        for (int size : List.of(0, 1, 3, 6)) {
            List<Integer> sorted = new ArrayList<>();
            try (ExternalSort<Integer> sort = new ExternalSort<>(folder, Comparator.naturalOrder(), new Whole(), 3)) {
                for (int i = size; i > 0; i--) {
                    sort.add(i);
                }
                sort.forEach(sorted::add);
            }
            assertThat(sorted).isSorted().hasSize(size);
        }
    }
}
