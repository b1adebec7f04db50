package dev.crossfire.junit.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What must hold in a drill. Each kind has a method with the settings that it requires; the optional ones follow, as
 * {@code errorRatio("buyers", 0.05).phase("after writer-lost")}. docs/objectives.md says which kind has which.
 *
 * <p>Shares are 0 to 1, a percentile is above 0 and at most 100.
 */
public final class DrillObjective {
    private final String kind;
    private final Map<String, Object> settings = new LinkedHashMap<>();

    private DrillObjective(String kind) {
        this.kind = kind;
    }

    /** Of any kind, such as a plug-in's; its settings follow by {@link #with}. */
    public static DrillObjective of(String kind) {
        return new DrillObjective(kind);
    }

    /** Enough requests get a correct answer within the latency limit. */
    public static DrillObjective availability(String cohort, double atLeast) {
        return of("availability").with("cohort", cohort).with("at-least", atLeast);
    }

    /** As many replicas serve again soon enough after a fault as before it. */
    public static DrillObjective capacityRestored(String fault, Duration atMost) {
        return of("capacity-restored").with("fault", fault).with("at-most", atMost);
    }

    /** No acknowledged write is present twice. */
    public static DrillObjective duplicateWrites(long atMost) {
        return of("duplicate-writes").with("at-most", atMost);
    }

    /** The drill costs no more than a share of the error budget of a service level's window. */
    public static DrillObjective errorBudget(String cohort, double slo, Duration window, double atMost) {
        return of("error-budget")
                .with("cohort", cohort)
                .with("slo", slo)
                .with("window", window)
                .with("at-most", atMost);
    }

    /** Few requests get a wrong answer or none. */
    public static DrillObjective errorRatio(String cohort, double atMost) {
        return of("error-ratio").with("cohort", cohort).with("at-most", atMost);
    }

    /** A request that fails gets its error quickly. */
    public static DrillObjective failFast(String cohort, String fault, double percentile, Duration atMost) {
        return of("fail-fast")
                .with("cohort", cohort)
                .with("fault", fault)
                .with("percentile", percentile)
                .with("at-most", atMost);
    }

    /** No alarm begins while no fault is in effect. */
    public static DrillObjective falseAlarms(long atMost) {
        return of("false-alarms").with("at-most", atMost);
    }

    /** Enough good requests remain after a fault. */
    public static DrillObjective goodput(String cohort, String fault, double atLeast) {
        return of("goodput").with("cohort", cohort).with("fault", fault).with("at-least", atLeast);
    }

    /** The latency at a percentile is at most a target. */
    public static DrillObjective latency(String cohort, double percentile, Duration atMost) {
        return of("latency")
                .with("cohort", cohort)
                .with("percentile", percentile)
                .with("at-most", atMost);
    }

    /** Every acknowledged write is present after the run. */
    public static DrillObjective lostWrites(long atMost) {
        return of("lost-writes").with("at-most", atMost);
    }

    /** A cohort that has recovered stays healthy, and none stays unhealthy after the fault is cleared and the load is at its base. */
    public static DrillObjective noRelapse(String cohort, String fault) {
        return of("no-relapse").with("cohort", cohort).with("fault", fault);
    }

    /** No item has more writes than it allows. */
    public static DrillObjective oversoldWrites(long atMost) {
        return of("oversold-writes").with("at-most", atMost);
    }

    /** Unhealthy intervals after a fault is cleared are short. */
    public static DrillObjective postFaultImpact(String cohort, String fault, Duration atMost) {
        return of("post-fault-impact")
                .with("cohort", cohort)
                .with("fault", fault)
                .with("at-most", atMost);
    }

    /** The oldest write lost to a fault is recent enough. */
    public static DrillObjective recoveryPoint(String fault, Duration atMost) {
        return of("recovery-point").with("fault", fault).with("at-most", atMost);
    }

    /** A cohort recovers soon enough after a fault. */
    public static DrillObjective recoveryTime(String cohort, String fault, Duration atMost) {
        return of("recovery-time").with("cohort", cohort).with("fault", fault).with("at-most", atMost);
    }

    /** Retries do not multiply the requests of users. */
    public static DrillObjective retryAmplification(double atMost) {
        return of("retry-amplification").with("at-most", atMost);
    }

    /** An alarm begins soon enough after a fault, and ends after it. */
    public static DrillObjective timeToDetect(String fault, Duration within) {
        return of("time-to-detect").with("fault", fault).with("within", within);
    }

    /** The first good request after a fault comes soon enough. */
    public static DrillObjective timeToFirstSuccess(String cohort, String fault, Duration atMost) {
        return of("time-to-first-success")
                .with("cohort", cohort)
                .with("fault", fault)
                .with("at-most", atMost);
    }

    /** A fault does not affect a cohort that it should not reach, within a margin. */
    public static DrillObjective unaffected(String cohort, String fault, double margin) {
        return of("unaffected").with("cohort", cohort).with("fault", fault).with("margin", margin);
    }

    /** The phase: {@code whole}, {@code spike}, or {@code before}, {@code impact} or {@code after} with a fault's id. */
    public DrillObjective phase(String phase) {
        return with("phase", phase);
    }

    /** The share of the earlier replicas that must serve again. */
    public DrillObjective share(double share) {
        return with("share", share);
    }

    /** Requests a second over the window of the error budget. */
    public DrillObjective traffic(double perSecond) {
        return with("traffic", YamlText.rate(perSecond));
    }

    /** A part of the alarm's name; any alarm by default. */
    public DrillObjective alarm(String alarm) {
        return with("alarm", alarm);
    }

    /** How long after a fault's end alarms may still begin. */
    public DrillObjective margin(Duration margin) {
        return with("margin", margin);
    }

    /** How long from the fault's effect; the rest of the load by default. */
    public DrillObjective window(Duration window) {
        return with("window", window);
    }

    /** How long the cohort must stay healthy. */
    public DrillObjective stay(Duration stay) {
        return with("stay", stay);
    }

    /** The acceptable number of writes that are lost to the fault. */
    public DrillObjective writes(long writes) {
        return with("writes", writes);
    }

    /** The longest acceptable time from the fault's end until the alarm is over. */
    public DrillObjective clearsWithin(Duration clearsWithin) {
        return with("clears-within", clearsWithin);
    }

    /** The one-sided confidence. */
    public DrillObjective confidence(double confidence) {
        return with("confidence", confidence);
    }

    /**
     * Any setting.
     *
     * @param setting its key in YAML
     * @param value a duration, a number, a truth value or a text as YAML has it, such as {@code 40/s}
     */
    public DrillObjective with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    String kind() {
        return kind;
    }

    Map<String, Object> settings() {
        return new LinkedHashMap<>(settings);
    }
}
