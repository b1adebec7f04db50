package dev.crossfire.chaos;

import dev.crossfire.spi.FigureText;
import java.time.Duration;
import java.util.Map;

/** What came back when a target was asked once. */
public sealed interface ProbeReply {
    /** In words. */
    String seen();

    /**
     * It answered as it should.
     *
     * @param roundTrip from asking to the whole answer
     * @param who the name that the one who answered gave; empty when it gave none
     * @param gauges what it said of how much of something it uses, by name, as shares of all there is
     */
    record Answered(Duration roundTrip, String who, Map<String, Double> gauges) implements ProbeReply {
        public Answered {
            gauges = Map.copyOf(gauges);
        }

        /** An answer that tells no more than that it was given, and by whom. */
        public Answered(Duration roundTrip, String who) {
            this(roundTrip, who, Map.of());
        }

        @Override
        public String seen() {
            String name = who.isEmpty() ? "" : who + " ";
            return name + "answers in " + FigureText.millis(roundTrip.toNanos() / 1e6);
        }
    }

    /**
     * It said no: refused or reset the connection, closed it, or answered that it cannot serve.
     *
     * @param why in words
     */
    record Refused(String why) implements ProbeReply {
        @Override
        public String seen() {
            return "refuses: " + why;
        }
    }

    /** Nothing came back in time. */
    record Silent() implements ProbeReply {
        @Override
        public String seen() {
            return "does not answer";
        }
    }
}
