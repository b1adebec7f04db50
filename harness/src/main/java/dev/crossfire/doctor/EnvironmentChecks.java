package dev.crossfire.doctor;

import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.doctor.SystemTools.DoctorCheck;
import dev.crossfire.doctor.SystemTools.DoctorCheck.Grade;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationLog;
import dev.crossfire.externalcheck.ExternalChecks;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultException;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether a run could trust what it sees of an environment: its address, its targets, their probes, its clock and its external
 * checks. Changes nothing there.
 *
 * @param folder for files that are not kept
 */
public record EnvironmentChecks(OpenEnvironment open, Path folder, SystemTime time) {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    /** Twice the period at which sources of alarms and metrics are polled, and their time-out. */
    private static final Duration POLLED = Duration.ofSeconds(4);

    /** A {@code Date} header has whole seconds, and the answer has taken some time. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    /** One check a line; nothing is left out because another failed. */
    public List<DoctorCheck> all() throws IOException, InterruptedException {
        List<DoctorCheck> checks = new ArrayList<>();
        URI base = open.spec().baseUrl();
        if (base != null) {
            checks.addAll(address(base));
        }
        checks.add(targets());
        checks.addAll(probes());
        checks.addAll(externalChecks());
        checks.add(leftovers());
        return checks;
    }

    private List<DoctorCheck> address(URI base) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_LIMIT).build();
        HttpRequest request = HttpRequest.newBuilder(base).timeout(ANSWER_LIMIT).build();
        try {
            HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
            DoctorCheck reached = DoctorCheck.ok("base-url", base + " answers with " + answer.statusCode());
            return answer.headers()
                    .firstValue("Date")
                    .flatMap(EnvironmentChecks::instant)
                    .map(date -> List.of(reached, clock(date)))
                    .orElse(List.of(reached));
        } catch (IOException unreachable) {
            return List.of(new DoctorCheck(
                    Grade.BAD,
                    "base-url",
                    base + " does not answer: " + unreachable,
                    "Start the system, or correct 'base-url'."));
        }
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private DoctorCheck clock(Instant date) {
        Duration apart = Duration.between(date, time.instant()).abs();
        return apart.compareTo(CLOCK_ERROR) <= 0
                ? DoctorCheck.ok("clock", "at most " + CLOCK_ERROR.toSeconds() + " s from the system's")
                : new DoctorCheck(
                        Grade.DOUBTFUL,
                        "clock",
                        apart.toSeconds() + " s from the system's",
                        "Synchronize both: alarms that name their own start would not be attributed to faults.");
    }

    private DoctorCheck targets() {
        Map<String, Long> byRole = open.environment().inventory().targets().stream()
                .filter(target -> !target.capabilities().isEmpty())
                .collect(Collectors.groupingBy(Target::role, TreeMap::new, Collectors.counting()));
        if (byRole.isEmpty()) {
            return new DoctorCheck(
                    Grade.DOUBTFUL, "targets", "none", "No fault can be injected; give the environment 'roles'.");
        }
        return DoctorCheck.ok(
                "targets",
                byRole.entrySet().stream()
                        .map(role -> role.getKey() + " " + role.getValue())
                        .collect(Collectors.joining(", ")));
    }

    /** Each probe as a fault would send it. */
    private List<DoctorCheck> probes() {
        Map<String, String> failed = new LinkedHashMap<>();
        int answered = 0;
        for (Target target : open.environment().inventory().targets()) {
            boolean database = target.capabilities().contains(Capability.FAILOVER);
            boolean isolated = target.capabilities().contains(Capability.PARTITION);
            if (target.address() == null && !database && !isolated) {
                continue;
            }
            try (ProbeClient probe = open.environment().capability(target, ProbeClient.class)) {
                ProbeReply reply = probe.request();
                if (reply instanceof ProbeReply.Answered) {
                    answered++;
                } else {
                    failed.put(target.role(), target.id() + " " + reply.detail());
                }
            } catch (FaultException unfit) {
                failed.put(target.role(), String.valueOf(unfit.getMessage()));
            }
        }
        List<DoctorCheck> checks = new ArrayList<>();
        if (answered > 0) {
            checks.add(DoctorCheck.ok("probes", answered + (answered == 1 ? " target answers" : " targets answer")));
        }
        failed.forEach((role, why) -> checks.add(new DoctorCheck(
                Grade.BAD, "probes", role + ": " + why, "Repair the target, or the 'probe' of roles." + role + ".")));
        return checks;
    }

    private List<DoctorCheck> externalChecks() throws IOException, InterruptedException {
        ObservabilityConfig sources = open.spec().observability();
        if (sources.alarms() == null && sources.metrics() == null) {
            return List.of(new DoctorCheck(
                    Grade.DOUBTFUL,
                    "external checks",
                    "no alarms, no metrics",
                    "Objectives about alarms, replicas and retries need them: docs/external-checks.md."));
        }
        Path file = folder.resolve("observations.jsonl");
        try (ExternalChecks checks =
                ExternalChecks.of(sources, open.environment(), file, Duration.ofMinutes(1), time)) {
            checks.begin();
            time.sleepUntil(time.now().plus(POLLED));
        } catch (IOException refused) {
            return List.of(new DoctorCheck(
                    Grade.BAD,
                    "external checks",
                    String.valueOf(refused.getMessage()),
                    "Correct 'alarms' and 'metrics'."));
        }
        Map<String, String> unreachable = new LinkedHashMap<>();
        ObservationLog.reading(file).forEach(seen -> {
            if (seen instanceof Observation.SourceUnreachable source) {
                unreachable.put(source.source(), source.why());
            }
        });
        if (unreachable.isEmpty()) {
            return List.of(DoctorCheck.ok("external checks", "every source answers"));
        }
        return unreachable.entrySet().stream()
                .map(source -> new DoctorCheck(
                        Grade.BAD,
                        "external checks",
                        source.getKey() + ": " + source.getValue(),
                        "Correct its address or token, or start it."))
                .toList();
    }

    private DoctorCheck leftovers() {
        try {
            List<Leftover> left = open.environment().leftovers();
            return left.isEmpty()
                    ? DoctorCheck.ok("leftovers there", "none")
                    : new DoctorCheck(
                            Grade.DOUBTFUL,
                            "leftovers there",
                            left.stream()
                                    .map(one -> one.what() + " of run " + one.run())
                                    .collect(Collectors.joining(", ")),
                            "Wait until that run has ended, or: crossfire recover --env FILE");
        } catch (FaultException unknown) {
            return new DoctorCheck(Grade.BAD, "leftovers there", String.valueOf(unknown.getMessage()), "Try again.");
        }
    }
}
