package dev.crossfire.series.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happens in one trial: to the API server, by which fault, and to the conductor. */
record ApiServerPlan(Server server, FaultCase fault, Conductor conductor) {
    /** How the API server misbehaves, for a few seconds. */
    enum Server {
        /** It does what it is requested to, and its answers do not arrive. */
        STALLED,
        /** Connections end without an answer. */
        REFUSED,
        /** Every request is answered with 429. */
        THROTTLED,
        /** Its process is stopped with SIGSTOP, and resumed. */
        FROZEN,
        /** Its process is ended, and started again. */
        RESTARTED
    }

    /** Which fault is injected. */
    enum FaultCase {
        /** Two pods together; the API server misbehaves from the first deletion on, which is thus in doubt. */
        POD_KILL(2, "select: { count: 2 } }", "DELETE", 1),
        /** One pod after the other, of which one may be missing; the API server misbehaves before the second deletion. */
        STORM(1, "select: { count: 1 } }, rate: 2/s, during: 8s", "PATCH", 2);

        private final int missing;
        private final String settings;
        private final String method;
        private final int occurrence;

        FaultCase(int missing, String settings, String method, int occurrence) {
            this.missing = missing;
            this.settings = settings;
            this.method = method;
            this.occurrence = occurrence;
        }

        /** How the line of the request to a pod begins at which the API server begins to misbehave. */
        String requestLine() {
            return method + " /api/v1/namespaces/shop/pods/";
        }

        /** At which of these requests, counted from one. */
        int occurrence() {
            return occurrence;
        }

        /** How many pods may be missing at one time. */
        int missing() {
            return missing;
        }

        String yaml() {
            return "- { id: harm, kind: pod-kill, at: 4s, grace: 0s, target: { role: web, " + settings + " }";
        }
    }

    /** What becomes of the conductor at the same moment. */
    enum Conductor {
        ALIVE,
        /** Stopped with SIGSTOP for longer than its guardian waits, and resumed. */
        PAUSED,
        /** Killed with SIGKILL. */
        KILLED
    }

    /** Every combination, in order. */
    static List<ApiServerPlan> all() {
        List<ApiServerPlan> all = new ArrayList<>();
        for (Conductor conductor : Conductor.values()) {
            for (FaultCase fault : FaultCase.values()) {
                for (Server server : Server.values()) {
                    all.add(new ApiServerPlan(server, fault, conductor));
                }
            }
        }
        return all;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String name() {
        return word(server) + "-" + word(fault) + "-" + word(conductor);
    }
}
