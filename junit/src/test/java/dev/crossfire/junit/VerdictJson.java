package dev.crossfire.junit;

/** Texts of {@code verdict.json}, as a run writes them. */
final class VerdictJson {
    private VerdictJson() {}

    /** Two objectives, of which the first has this outcome, and a fault. */
    static String with(String outcome, int exitCode, String first, boolean wasCleared) {
        return """
                {"schema":"crossfire/verdict/v1","scenario":"sale","environment":"lab","run":"run-1","seed":7,
                 "outcome":"%s","exitCode":%d,
                 "objectives":[
                  {"id":"buyers-recover","kind":"recovery-time","subject":"recovery","cohort":"buyers","fault":"writer-lost",
                   "phase":null,"target":{"text":null,"label":null,"percentile":null,"comparison":"at-most","value":10.0,
                   "unit":"s","judged":"upper-bound","also":null},
                   "measured":{"value":12.3,"low":12.1,"high":12.5,"unit":"s"},"outcome":"%s",
                   "why":"the cohort was healthy 12.3 s after the fault took effect"},
                  {"id":"few-errors","kind":"error-ratio","subject":"errors","cohort":"buyers","fault":null,"phase":"whole",
                   "target":{"text":null,"label":null,"percentile":null,"comparison":"at-most","value":0.05,"unit":"ratio",
                   "judged":"value","also":null},"measured":{"value":0.0189,"low":null,"high":null,"unit":"ratio"},
                   "outcome":"pass","why":"403 of 21340 requests"}],
                 "faults":[{"id":"writer-lost","kind":"database-failover","target":"ticketing-db",
                   "injected":"2026-11-20T09:31:30Z","effective":"2026-11-20T09:31:30.020Z","effectiveUncertaintyMillis":20,
                   "confirmed":null,"cleared":null,"wasConfirmed":true,"wasCleared":%b,"expect":null,"impact":true,
                   "timesAsked":null,"timesDone":null}],
                 "recovery":[],"phases":[],
                 "ledger":{"acknowledged":4100,"lost":0,"duplicate":0,"oversold":null},
                 "notes":["a note"],"labels":{"commit":"4f2a91c"},"a-later-key":{"x":1}}
                """.formatted(outcome, exitCode, first, wasCleared);
    }
}
