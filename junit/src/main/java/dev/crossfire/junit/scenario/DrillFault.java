package dev.crossfire.junit.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A fault of a drill. Each kind has a method with the settings that it requires; when it begins and the optional settings
 * follow, as {@code zoneLoss("zone-a").at(ofSeconds(30)).duration(ofSeconds(20)).mode("network")}. docs/faults.md says
 * which kind has which.
 *
 * <p>Rates are per second, shares are 0 to 1.
 */
public final class DrillFault {
    private final Map<String, Object> content = new LinkedHashMap<>();
    private final Map<String, Object> target = new LinkedHashMap<>();

    /** A moment of a fault. */
    public enum Moment {
        INJECTED,
        EFFECTIVE,
        CONFIRMED,
        CLEARED
    }

    private DrillFault(String kind, String role) {
        content.put("kind", kind);
        target.put("role", role);
    }

    /** Of any kind, such as a plug-in's; its settings follow by {@link #with}. */
    public static DrillFault of(String kind, String role) {
        return new DrillFault(kind, role);
    }

    /** Makes a cache's replica take over from its primary. */
    public static DrillFault cacheFailover(String role) {
        return of("cache-failover", role);
    }

    /** Makes a cache unavailable for a while, or empties it at once. */
    public static DrillFault cacheLoss(String role) {
        return of("cache-loss", role);
    }

    /** Closes every connection to a target and refuses new ones. */
    public static DrillFault connectionRefusal(String role) {
        return of("connection-refusal", role);
    }

    /** Resets every connection to a target, existing and new. */
    public static DrillFault connectionReset(String role) {
        return of("connection-reset", role);
    }

    /** Keeps the processors of its targets busy. */
    public static DrillFault cpuStress(String role) {
        return of("cpu-stress", role);
    }

    /** Makes a database's standby take over from its writer. */
    public static DrillFault databaseFailover(String role) {
        return of("database-failover", role);
    }

    /** Cuts a database off from all clients, while it runs on and nothing fails over. */
    public static DrillFault databaseUnreachable(String role) {
        return of("database-unreachable", role);
    }

    /** Runs an action or an experiment template of the Fault Injection Service. */
    public static DrillFault fis(String role, String shows) {
        return of("fis", role).with("shows", shows);
    }

    /** Uses up the memory of its targets. */
    public static DrillFault memoryStress(String role) {
        return of("memory-stress", role);
    }

    /** Limits how many bytes a second a target sends. */
    public static DrillFault networkBandwidth(String role, double bytes) {
        return of("network-bandwidth", role).with("bytes", YamlText.rate(bytes));
    }

    /** Delays what a target sends. */
    public static DrillFault networkLatency(String role, Duration delay) {
        return of("network-latency", role).with("delay", delay);
    }

    /** Loses packets that a target sends, which TCP sends again after 200 ms, 400 ms and so on. */
    public static DrillFault networkLoss(String role, double share) {
        return of("network-loss", role).with("share", share);
    }

    /** Drops what is sent to a target, so that its clients get no answer. */
    public static DrillFault networkPartition(String role) {
        return of("network-partition", role);
    }

    /** Evicts the pods of nodes, and keeps others off them for a while. */
    public static DrillFault nodeDrain(String role) {
        return of("node-drain", role);
    }

    /** Deletes pods, all at once or one after the other at a steady rate. */
    public static DrillFault podKill(String role) {
        return of("pod-kill", role);
    }

    /** Pauses processes: alive and connected, but not running. */
    public static DrillFault processPause(String role) {
        return of("process-pause", role);
    }

    /** Replaces all pods of a workload: restarts them, or gives them another image for a while. */
    public static DrillFault rollout(String role) {
        return of("rollout", role);
    }

    /** Gives a workload another number of pods for a while. */
    public static DrillFault scale(String role, long replicas) {
        return of("scale", role).with("replicas", replicas);
    }

    /** Starts an existing failover workflow and measures it to its end. */
    public static DrillFault workflow(String role, String document, String shows) {
        return of("workflow", role).with("document", document).with("shows", shows);
    }

    /** Makes a zone unavailable for a while, by its power or by its network. */
    public static DrillFault zoneLoss(String role) {
        return of("zone-loss", role);
    }

    /** Hits this many of the role's targets, which the seed picks. */
    public DrillFault selectCount(int count) {
        target.put("select", Map.of("count", count));
        return this;
    }

    /** Hits this share of the role's targets, which the seed picks. */
    public DrillFault selectShare(double share) {
        target.put("select", Map.of("share", share));
        return this;
    }

    /** Begins so long after t = 0. */
    public DrillFault at(Duration at) {
        return with("at", at);
    }

    /** Begins at a moment that the seed picks. */
    public DrillFault between(Duration from, Duration to) {
        Map<String, Object> between = new LinkedHashMap<>();
        between.put("from", from);
        between.put("to", to);
        return with("between", between);
    }

    /** Begins so long after a moment of another fault. */
    public DrillFault after(String fault, Moment event, Duration delay) {
        Map<String, Object> after = new LinkedHashMap<>();
        after.put("fault", fault);
        after.put("event", event.name().toLowerCase(Locale.ROOT));
        after.put("delay", delay);
        return with("after", after);
    }

    /** How long it lasts. */
    public DrillFault duration(Duration duration) {
        return with("duration", duration);
    }

    /** Its users must be affected; else the run is inconclusive. */
    public DrillFault expectImpact() {
        return with("expect", "impact");
    }

    /** No cohort may be affected; else the run fails. */
    public DrillFault expectNoImpact() {
        return with("expect", "no-impact");
    }

    /** The way in which it breaks its target; each kind has its own. */
    public DrillFault mode(String mode) {
        return with("mode", mode);
    }

    /** The share of the processors or of the memory that is used. */
    public DrillFault share(double share) {
        return with("share", share);
    }

    /** How much the delay varies to either side. */
    public DrillFault jitter(Duration jitter) {
        return with("jitter", jitter);
    }

    /** The port on which a task listens. */
    public DrillFault port(long port) {
        return with("port", port);
    }

    /** How long a pod's processes may take to end. */
    public DrillFault grace(Duration grace) {
        return with("grace", grace);
    }

    /** Labels that a pod must carry to be killed. */
    public DrillFault labels(Map<String, ?> labels) {
        return with("labels", labels);
    }

    /** How often a pod is killed. */
    public DrillFault rate(double perSecond) {
        return with("rate", YamlText.rate(perSecond));
    }

    /** How long pods are killed at that rate. */
    public DrillFault during(Duration during) {
        return with("during", during);
    }

    /** The id of an action of the Fault Injection Service. */
    public DrillFault action(String action) {
        return with("action", action);
    }

    /** The action's name for its target. */
    public DrillFault targetKey(String targetKey) {
        return with("target-key", targetKey);
    }

    /** Parameters of the action or of the workflow's document. */
    public DrillFault parameters(Map<String, ?> parameters) {
        return with("parameters", parameters);
    }

    /** The id of an experiment template to run a copy of. */
    public DrillFault template(String template) {
        return with("template", template);
    }

    /** Whether the action takes no duration. */
    public DrillFault once(boolean once) {
        return with("once", once);
    }

    /** Gives the pods this image. */
    public DrillFault image(String image) {
        return with("image", image);
    }

    /** Names the container that gets the image. */
    public DrillFault container(String container) {
        return with("container", container);
    }

    /** Lets it take so long until all pods are replaced. */
    public DrillFault within(Duration within) {
        return with("within", within);
    }

    /**
     * Any setting.
     *
     * @param setting its key in YAML
     * @param value a duration, a number, a truth value, a mapping or a text as YAML has it, such as {@code 40/s}
     */
    public DrillFault with(String setting, Object value) {
        content.put(setting, value);
        return this;
    }

    Map<String, Object> content() {
        Map<String, Object> all = new LinkedHashMap<>(content);
        all.put("target", new LinkedHashMap<>(target));
        return all;
    }
}
