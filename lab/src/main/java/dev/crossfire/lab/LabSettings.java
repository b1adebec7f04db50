package dev.crossfire.lab;

import dev.crossfire.lab.failover.FailoverSettings;
import dev.crossfire.lab.shop.Schema.Constraint;
import dev.crossfire.lab.zone.LabZone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The settings on the lab's command line. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the embedded target: three zones, a load balancer, shop replicas, a database pair and a cache.",
            "Prints one JSON line on standard output when it is ready; progress goes to standard error as JSON lines.",
            "Stops when standard input ends, or, with --detached, on SIGTERM."
        })
final class LabSettings {
    /** Whether a commit waits for the reader. */
    enum Replication {
        SYNC,
        ASYNC
    }

    private static final Pattern WORKFLOW = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "the lab's own folder; must not exist, is deleted at a clean stop (default: a new one in the"
                    + " system's temporary folder)")
    @Nullable
    Path dir;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "where unpacked programs are kept between labs (default: the user's cache folder)")
    @Nullable
    Path cache;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description = "where the truth log goes (default: truth.jsonl in the lab's folder, deleted with it)")
    @Nullable
    Path truth;

    @Option(
            names = "--replication",
            paramLabel = "sync|async",
            defaultValue = "sync",
            converter = ReplicationConverter.class,
            description = "whether a commit waits for the reader (default: ${DEFAULT-VALUE})")
    Replication replication = Replication.SYNC;

    @Option(
            names = "--probe-interval",
            paramLabel = "TIME",
            defaultValue = "500ms",
            converter = DurationConverter.class,
            description = "how often the failover manager probes the writer (default: ${DEFAULT-VALUE})")
    Duration probeInterval = Duration.ofMillis(500);

    @Option(
            names = "--probe-failures",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "failed probes in a row after which the writer is considered failed (default: ${DEFAULT-VALUE})")
    int probeFailures;

    @Option(
            names = "--rebuild-after",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "how long after a failover the old writer comes back as a reader (default: ${DEFAULT-VALUE})")
    Duration rebuildAfter = Duration.ofSeconds(5);

    @Option(
            names = "--replicas-per-zone",
            paramLabel = "N",
            defaultValue = "2",
            description = "shop processes in each of the three zones, 1 to 4 (default: ${DEFAULT-VALUE})")
    int replicasPerZone;

    @Option(
            names = "--ready-within",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "give up if the lab is not ready by then (default: ${DEFAULT-VALUE})")
    Duration readyWithin = Duration.ofSeconds(60);

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "decides which resources FIS chooses when it may choose (default: ${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--workflow",
            paramLabel = "NAME=COMMAND",
            description =
                    "a command that FIS can run as the automation document of that name; may be given several times")
    Map<String, String> commands = new LinkedHashMap<>();

    @Option(
            names = "--event-query",
            paramLabel = "TIME",
            defaultValue = "0ms",
            converter = DurationConverter.class,
            description = "how long the database works on the query of an event's page, besides what it takes anyway"
                    + " (default: ${DEFAULT-VALUE})")
    Duration eventQuery = Duration.ZERO;

    @Option(
            names = "--flaw",
            paramLabel = "NAME",
            converter = FlawConverter.class,
            description = "a mistake of configuration or code that this lab has, by its name in docs/flaws.md;"
                    + " may be given several times")
    List<Flaw> flaws = new ArrayList<>();

    @Option(names = "--detached", description = "ignore standard input; stop on SIGTERM")
    boolean detached;

    /** Refuses combinations of values that are valid one by one. */
    void check() {
        within("--probe-interval", probeInterval, Duration.ofMillis(50), Duration.ofMinutes(1));
        within("--rebuild-after", rebuildAfter, Duration.ZERO, Duration.ofHours(1));
        within("--event-query", eventQuery, Duration.ZERO, Duration.ofSeconds(10));
        within("--ready-within", readyWithin, Duration.ofSeconds(1), Duration.ofMinutes(10));
        within("--probe-failures", probeFailures, 1, 100);
        within("--replicas-per-zone", replicasPerZone, 1, 4);
        commands.keySet().stream()
                .filter(name -> !WORKFLOW.matcher(name).matches())
                .findFirst()
                .ifPresent(
                        name -> refuse("--workflow", "the name " + name, "one of lower-case letters, digits and '-'"));
    }

    /** Returns the commands that are workflows, by name. */
    Map<String, String> workflows() {
        return Map.copyOf(commands);
    }

    /** Returns how the pair is watched. */
    FailoverSettings failover() {
        return new FailoverSettings(probeInterval, probeFailures, rebuildAfter, isSynchronous());
    }

    /** Returns whether the lab has a flaw. */
    boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    /** Returns where the shop's replicas stand. */
    List<LabZone> zones() {
        return has(Flaw.ONE_ZONE) ? List.of(LabZone.A, LabZone.A, LabZone.A) : List.of(LabZone.values());
    }

    /** Returns what a replica is set to besides the usual, by environment variable. */
    Map<String, String> shop() {
        Map<String, String> shop = new HashMap<>();
        shop.put("SHOP_EVENT_QUERY_MILLIS", Long.toString(eventQuery.toMillis()));
        flaws.forEach(flaw -> shop.putAll(flaw.shop()));
        return shop;
    }

    /** Returns what the balancer is set to besides the usual, by environment variable. */
    Map<String, String> balancer() {
        Map<String, String> balancer = new HashMap<>();
        flaws.forEach(flaw -> balancer.putAll(flaw.balancer()));
        return balancer;
    }

    /** Returns what the shop's tables do not forbid. */
    Set<Constraint> missingConstraints() {
        Set<Constraint> missing = EnumSet.noneOf(Constraint.class);
        if (has(Flaw.NON_ATOMIC_STOCK)) {
            missing.add(Constraint.ONE_ORDER_PER_SEAT);
        }
        if (has(Flaw.NO_IDEMPOTENCY_KEY)) {
            missing.add(Constraint.ONE_ORDER_PER_KEY);
        }
        return missing;
    }

    private boolean isSynchronous() {
        return replication == Replication.SYNC && !has(Flaw.ASYNCHRONOUS_REPLICATION);
    }

    private <T extends Comparable<T>> void within(String option, T found, T least, T most) {
        if (found.compareTo(least) < 0 || found.compareTo(most) > 0) {
            refuse(option, words(found), words(least) + " to " + words(most));
        }
    }

    private void refuse(String option, String found, String wanted) {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("settings are checked after they were parsed");
        }
        throw new ParameterException(
                known.commandLine(),
                "Invalid value for option '" + option + "': found " + found + ", expected " + wanted);
    }

    private static String words(Object value) {
        return value.toString().replaceFirst("^PT", "").toLowerCase(Locale.ROOT);
    }

    /** Reads {@code sync} and {@code async} in lower case only, as they are documented. */
    static final class ReplicationConverter implements ITypeConverter<Replication> {
        @Override
        public Replication convert(String text) {
            return switch (text) {
                case "sync" -> Replication.SYNC;
                case "async" -> Replication.ASYNC;
                default -> throw new TypeConversionException("found '" + text + "', expected sync or async");
            };
        }
    }

    /** Reads a flaw's name. */
    static final class FlawConverter implements ITypeConverter<Flaw> {
        @Override
        public Flaw convert(String text) {
            return Flaw.find(text)
                    .orElseThrow(
                            () -> new TypeConversionException("found '" + text + "', expected one of " + Flaw.ids()));
        }
    }

    /** Reads {@code 250ms}, {@code 5s} and {@code 2m}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m)");

        @Override
        public Duration convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "found '" + text + "', expected a whole number with its unit, such as 500ms, 5s or 2m");
            }
            long number = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
    }
}
