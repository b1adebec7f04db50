package dev.crossfire.chaos.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TargetProbeTest {
    private static final Duration FAST = Duration.ofNanos(1_900_000);

    @Test
    void aNameIsListedOnce() {
        assertThat(TargetProbe.described(
                        "arn:aws:ec2:lab-1:0:instance/shop-1a-1", new ProbeReply.Answered(FAST, "shop-1a-1")))
                .isEqualTo("shop-1a-1 answers in 1.9 ms");
        assertThat(TargetProbe.described("balancer-to-shop-1a-1", new ProbeReply.Answered(FAST, "shop-1a-1")))
                .isEqualTo("balancer-to-shop-1a-1: shop-1a-1 answers in 1.9 ms");
        assertThat(TargetProbe.described("cache", new ProbeReply.Answered(FAST, "")))
                .isEqualTo("cache answers in 1.9 ms");
        assertThat(TargetProbe.described("cache", new ProbeReply.Refused("reset")))
                .isEqualTo("cache refuses: reset");
    }
}
