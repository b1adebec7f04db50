package dev.crossfire.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortBlockTest {
    @Test
    void twoLabsWithTheSameLuckGetDifferentPorts() throws IOException {
        try (PortBlock one = PortBlock.claim(new Random(7));
                PortBlock other = PortBlock.claim(new Random(7))) {
            int[] ones = ports(one, 20);
            int[] others = ports(other, 20);

            assertThat(ones).doesNotHaveDuplicates().doesNotContain(others);
        }
    }

    @Test
    void aPortThatIsTakenIsLeftOut() throws IOException {
        try (PortBlock block = PortBlock.claim(new Random(8))) {
            int first = block.next();
            try (ServerSocket stranger = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress())) {
                assertThat(stranger.isBound()).isTrue();
                assertThat(block.next()).isGreaterThan(first + 1);
            }
        }
    }

    private static int[] ports(PortBlock block, int count) {
        return IntStream.range(0, count).map(i -> next(block)).toArray();
    }

    private static int next(PortBlock block) {
        try {
            return block.next();
        } catch (IOException e) {
            throw new AssertionError("the block is used up", e);
        }
    }
}
