package dev.crossfire.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.chaos.Echo;
import dev.crossfire.chaos.Vantage;
import dev.crossfire.conductor.BrokenException;
import dev.crossfire.conductor.EnvironmentSource;
import dev.crossfire.conductor.OpenEnvironment;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Absence;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a lab from outside: what its environment still carries of us, what it says itself, whether it serves. */
final class LabWatch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Kinds kinds;
    private final OpenEnvironment open;
    private final Path truth;

    LabWatch(JsonNode ready, Kinds kinds) throws BrokenException {
        this.kinds = kinds;
        open = OpenEnvironment.of(EnvironmentSource.ofLab(ready), kinds);
        truth = Path.of(ready.path("truth").asText());
    }

    /** What is left of faults, holds and made-ready things, in words; empty when nothing is. */
    List<String> left() throws FaultException {
        return open.environment().leftovers().stream().map(Leftover::what).toList();
    }

    /** Which faults of a plan the environment does not prove gone to somebody who has never seen them, in words. */
    List<String> unproven(Plan plan) throws FaultException {
        List<String> unproven = new ArrayList<>();
        for (PlannedFault planned : plan.faults()) {
            FaultKind<?> kind = kinds.fault(planned.spec().kind()).orElseThrow();
            Absence absence = prove(kind, planned, plan.run());
            if (!absence.gone()) {
                unproven.add(planned.spec().id() + ": " + absence.seen());
            }
        }
        return unproven;
    }

    private <S extends FaultSettings> Absence prove(FaultKind<S> kind, PlannedFault planned, String run)
            throws FaultException {
        Arming<S> arming = new Arming<>(
                run,
                planned.spec().id(),
                kind.settings().cast(planned.spec().settings()),
                planned.spec().duration(),
                planned.targets(),
                open.environment());
        return kind.prove(arming, Map.of());
    }

    /** By the lab's own account, whose processes were stopped where they are and not let go on. */
    Set<String> paused() throws IOException {
        Set<String> paused = new LinkedHashSet<>();
        for (String line : Files.readAllLines(truth)) {
            JsonNode event = JSON.readTree(line);
            String who = event.path("who").asText();
            switch (event.path("what").asText()) {
                case "paused" -> paused.add(who);
                case "resumed", "died", "started" -> paused.remove(who);
                default -> {
                    // What else happened says nothing of this.
                }
            }
        }
        return paused;
    }

    /** How many lines the lab's own account has; what comes after is new. */
    long pauses() throws IOException {
        return Files.readAllLines(truth).stream()
                .filter(line -> line.contains("\"paused\"") || line.contains("\"killed\""))
                .count();
    }

    /** Whether everything that can be looked at answers, and the database has its standby. */
    boolean isWell() throws IOException {
        return isPair()
                && open.environment().inventory().targets().stream()
                        .filter(target -> target.address() != null)
                        .allMatch(this::answers);
    }

    private boolean isPair() throws IOException {
        boolean pair = true;
        for (String line : Files.readAllLines(truth)) {
            switch (JSON.readTree(line).path("what").asText()) {
                case "condemned", "alone", "rebuilding" -> pair = false;
                case "whole" -> pair = true;
                default -> {
                    // Nothing about the pair.
                }
            }
        }
        return pair;
    }

    private boolean answers(Target target) {
        try (Vantage vantage = open.environment().offer(target, Vantage.class)) {
            return vantage.ask() instanceof Echo.Answered;
        } catch (FaultException refused) {
            return false;
        }
    }

    @Override
    public void close() {
        open.close();
    }
}
