package dev.crossfire.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A guardian for faults that only the test's own process knows: it answers as one, and heals nothing. */
public final class IdleGuardian {
    private IdleGuardian() {}

    /** Answers until it is released or left alone. */
    public static void main(String[] folder) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && !line.equals("done"); line = in.readLine()) {
                System.out.println(line.equals("heartbeat") ? "ack" : "ready");
            }
        }
    }
}
