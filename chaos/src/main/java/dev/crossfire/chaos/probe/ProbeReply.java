package dev.crossfire.chaos.probe;

import dev.crossfire.spi.FigureText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The reply to one probe of a target. */
public sealed interface ProbeReply {
    /** As text. */
    String detail();

    /**
     * It answered as it should.
     *
     * @param roundTrip from the request to the whole answer
     * @param serverName the name that the server gave; empty when it gave none
     * @param gauges its reported use of resources, by name, as shares of the total
     * @param bytes how long the answer's body is; 0 where the protocol has none
     */
    record Answered(Duration roundTrip, String serverName, Map<String, Double> gauges, long bytes)
            implements ProbeReply {
        public Answered {
            gauges = Map.copyOf(gauges);
        }

        /** An answer without a body. */
        public Answered(Duration roundTrip, String serverName, Map<String, Double> gauges) {
            this(roundTrip, serverName, gauges, 0);
        }

        /** An answer that contains nothing but, if given, the server's name. */
        public Answered(Duration roundTrip, String serverName) {
            this(roundTrip, serverName, Map.of());
        }

        @Override
        public String detail() {
            String name = serverName.isEmpty() ? "" : serverName + " ";
            return name + "answers in " + FigureText.millis(roundTrip.toNanos() / 1e6);
        }
    }

    /**
     * It refused or reset the connection, closed it, or answered that it cannot serve.
     *
     * @param why as text
     */
    record Refused(String why) implements ProbeReply {
        @Override
        public String detail() {
            return "refuses: " + why;
        }
    }

    /**
     * It proves nothing: the target serves less than it should without being cut off, or its state is unknown.
     *
     * @param why as text
     */
    record Inconclusive(String why) implements ProbeReply {
        @Override
        public String detail() {
            return why;
        }
    }

    /**
     * The effect itself was looked for, and not the target's answer.
     *
     * @param present whether the fault's effect is on the target
     * @param serves whether the target's own address answers, too; true where it has none
     * @param began when this was looked for, by Crossfire's clock; not after the moment at which it was so
     * @param evidence what was found, as text; empty where there is no more to say
     */
    record EffectChecked(boolean present, boolean serves, Instant began, String evidence) implements ProbeReply {
        /** One of which there is no more to say. */
        public EffectChecked(boolean present, boolean serves, Instant began) {
            this(present, serves, began, "");
        }

        @Override
        public String detail() {
            String found = present ? "has the effect of the fault" : "does not have the effect of the fault";
            return evidence.isEmpty() ? found + (serves ? "" : ", and does not answer") : found + ": " + evidence;
        }
    }

    /**
     * The probe itself failed, so it says nothing: the target counts as it did before.
     *
     * @param why as text
     */
    record Unknown(String why) implements ProbeReply {
        @Override
        public String detail() {
            return "is in an unknown state: " + why;
        }
    }

    /** Nothing came back in time. */
    record Silent() implements ProbeReply {
        @Override
        public String detail() {
            return "does not answer";
        }
    }
}
