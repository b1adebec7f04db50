package dev.crossfire.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.environment.EnvironmentLock;
import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/** Checks a lab from outside: the run's leftovers in its environment, its own reports, whether it serves. */
final class LabWatch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WELL_WITHIN = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Kinds kinds;
    private final OpenEnvironment open;
    private final Path truth;
    private final long pid;

    LabWatch(JsonNode ready, Kinds kinds) throws RunErrorException {
        this.kinds = kinds;
        open = OpenEnvironment.of(EnvironmentSource.ofLab(ready), kinds);
        truth = Path.of(ready.path("truth").asText());
        pid = ready.path("pid").asLong();
    }

    /** The leftovers of faults, claims and prepared things; empty when there are none. */
    List<String> left() throws FaultException {
        return open.environment().leftovers().stream().map(Leftover::what).toList();
    }

    /** The leftovers of faults alone. */
    List<String> ofFaults() throws FaultException {
        return open.environment().leftovers().stream()
                .filter(left -> left.fault() != null)
                .map(Leftover::what)
                .toList();
    }

    /** The experiments that run. */
    List<String> begun() throws FaultException {
        return left().stream().filter(what -> what.contains("experiment ")).toList();
    }

    /**
     * Which faults of a plan are not cleared: the environment does not prove them cleared to a process that has never
     * seen them.
     *
     * <p>A database that takes writes again is healed though its new standby is still being made: that is not the
     * fault, and no user notices.
     */
    List<String> unproven(Plan plan) throws FaultException {
        List<String> unproven = new ArrayList<>();
        for (PlannedFault planned : plan.faults()) {
            FaultKind<?> kind = kinds.fault(planned.spec().kind()).orElseThrow();
            ClearedStatus clearedStatus = verifyCleared(kind, planned, plan.run());
            boolean onlyStandbyMissing = kind.description().needs().contains(Capability.FAILOVER)
                    && planned.targets().stream().allMatch(this::answers);
            if (!clearedStatus.cleared() && !onlyStandbyMissing) {
                unproven.add(planned.spec().id() + ": " + clearedStatus.detail());
            }
        }
        return unproven;
    }

    private <S extends FaultSettings> ClearedStatus verifyCleared(FaultKind<S> kind, PlannedFault planned, String run)
            throws FaultException {
        FaultContext<S> context = new FaultContext<>(
                run,
                planned.spec().id(),
                kind.description().settings().cast(planned.spec().settings()),
                planned.spec().duration(),
                planned.targets(),
                open.environment());
        return kind.verifyCleared(context, Map.of());
    }

    /** By the lab's own account, whose processes were stopped where they are and not let go on. */
    Set<String> paused() throws IOException {
        Set<String> paused = new LinkedHashSet<>();
        for (JsonNode event : truth()) {
            String who = event.path("who").asText();
            switch (event.path("what").asText()) {
                case "paused" -> paused.add(who);
                case "resumed", "died", "started" -> paused.remove(who);
                default -> {
                    // Other events are no evidence here.
                }
            }
        }
        return paused;
    }

    /** By the lab's own account, which of its processes have ended and were not started again. */
    Set<String> dead() throws IOException {
        Set<String> dead = new LinkedHashSet<>();
        for (JsonNode event : truth()) {
            String who = event.path("who").asText();
            switch (event.path("what").asText()) {
                case "died" -> dead.add(who);
                case "started" -> dead.remove(who);
                default -> {
                    // Other events are no evidence here.
                }
            }
        }
        return dead;
    }

    /** When the lab first started a process after a moment, by its own account. */
    Optional<Instant> firstStart(Instant moment) throws IOException {
        return truth().stream()
                .filter(event -> event.path("what").asText().equals("started"))
                .map(event -> Instant.parse(event.path("at").asText()))
                .filter(at -> at.isAfter(moment))
                .min(Comparator.naturalOrder());
    }

    /** How often the lab has disrupted a process of its own on command, by its own count. */
    long harmed() throws IOException {
        return truth().stream()
                .map(event -> event.path("what").asText())
                .filter(what -> what.equals("paused") || what.equals("killed"))
                .count();
    }

    /** The process of the lab itself. */
    ProcessHandle process() {
        return ProcessHandle.of(pid).orElseThrow();
    }

    /**
     * Kills one of its processes, or all that are databases.
     *
     * @param number chooses which
     * @return how many were killed
     */
    int kill(int number, boolean databases) {
        List<ProcessHandle> parts = process()
                .descendants()
                .filter(part -> isPart(part) && (!databases || isDatabase(part)))
                .sorted()
                .toList();
        List<ProcessHandle> chosen =
                databases || parts.isEmpty() ? parts : List.of(parts.get(Math.floorMod(number, parts.size())));
        chosen.forEach(ProcessHandle::destroyForcibly);
        return chosen.size();
    }

    /** Not a helper of another one, such as a database's process for one connection. */
    private static boolean isPart(ProcessHandle process) {
        return !isDatabase(process)
                || process.parent().filter(parent -> !isDatabase(parent)).isPresent();
    }

    private static boolean isDatabase(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    /** The writer may be in the middle of the last line; it is read the next time. */
    private List<JsonNode> truth() throws IOException {
        String text = Files.readString(truth);
        List<JsonNode> events = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    /** Makes sure that a run would be accepted now: the environment is not claimed, and nothing is left in it. */
    void admit(String run) throws RunErrorException, InterruptedException {
        EnvironmentLock.of(open, run, new SystemTime()).close();
    }

    /** Waits until every target that can be probed answers, and the database has its standby. */
    void awaitHealthy() {
        Awaitility.await("the lab is whole")
                .atMost(WELL_WITHIN)
                .pollInterval(BETWEEN_LOOKS)
                .until(this::isHealthy);
    }

    private boolean isHealthy() throws IOException {
        return isPair()
                && open.environment().inventory().targets().stream()
                        .filter(target -> target.address() != null)
                        .allMatch(this::answers);
    }

    private boolean isPair() throws IOException {
        boolean pair = true;
        for (JsonNode event : truth()) {
            switch (event.path("what").asText()) {
                case "declared-dead", "alone", "rebuilding" -> pair = false;
                case "redundant" -> pair = true;
                default -> {
                    // Nothing about the pair.
                }
            }
        }
        return pair;
    }

    private boolean answers(Target target) {
        try (ProbeClient probeClient = open.environment().capability(target, ProbeClient.class)) {
            return probeClient.request() instanceof ProbeReply.Answered;
        } catch (FaultException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        open.close();
    }
}
