package dev.crossfire.series.kubernetes;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.series.LenientScenario;
import dev.crossfire.series.Victim;
import dev.crossfire.series.kubernetes.ApiServerPlan.Conductor;
import dev.crossfire.series.kubernetes.ControlPlane.AuditedDeletion;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.FaultyProxy;
import dev.crossfire.testkit.FaultyProxy.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One run against the control plane, disturbed at a kill; then the audit log and the leftovers are read. */
final class ApiServerTrial {
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(90);
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(2);
    private static final Duration CLEAR_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOAD = Duration.ofSeconds(35);
    private static final Duration LASTS = Duration.ofSeconds(6);
    private static final Duration PAUSE = Duration.ofSeconds(12);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final ApiServerPlan plan;
    private final ControlPlane cluster;
    private final Path folder;
    private final Kinds kinds;
    private final Clock clock = Clock.systemUTC();
    private final List<String> problems = new ArrayList<>();

    ApiServerTrial(ApiServerPlan plan, ControlPlane cluster, Path folder, Kinds kinds) {
        this.plan = plan;
        this.cluster = cluster;
        this.folder = folder;
        this.kinds = kinds;
    }

    /** Runs it, and returns its line of the table. */
    String run(Path home, URI system) throws Exception {
        Instant began = clock.instant();
        Missing missing = new Missing(cluster);
        try (FaultyProxy proxy = new FaultyProxy(cluster.server(), cluster.client())) {
            Path environment = environment(proxy, system);
            CountDownLatch due = new CountDownLatch(1);
            AtomicInteger before = new AtomicInteger(plan.fault().occurrence());
            proxy.onRequest(request -> {
                if (request.startsWith(plan.fault().requestLine()) && before.decrementAndGet() == 0) {
                    begin(proxy);
                    due.countDown();
                }
            });
            try (Victim victim = Victim.start(home, scenario(), environment.toString(), 1, folder.resolve("run"))) {
                missing.start();
                if (!due.await(STARTED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                    problems.add("no pod was about to be killed within " + STARTED_WITHIN.toSeconds() + " s");
                }
                disturb(victim, proxy);
                comes("the end of its processes", ENDED_WITHIN, () -> victim.family()
                        .isEmpty());
            }
        } finally {
            missing.halt();
        }
        comes("no lease and no mark", CLEAR_WITHIN, () -> cluster.left().isEmpty());
        comes("all pods", CLEAR_WITHIN, () -> cluster.serving() == ControlPlane.SIZE);
        return line(missing.most(), began);
    }

    /** Called while the request is held, so that it comes before the kill. */
    private void begin(FaultyProxy proxy) {
        switch (plan.server()) {
            case STALLED -> proxy.behave(Behaviour.STALLED);
            case REFUSED -> proxy.behave(Behaviour.REFUSED);
            case THROTTLED -> proxy.behave(Behaviour.THROTTLED);
            case FROZEN, RESTARTED -> signalServer();
        }
    }

    private void signalServer() {
        try {
            cluster.signal(plan.server() == ApiServerPlan.Server.FROZEN ? "STOP" : "TERM");
        } catch (IOException failed) {
            problems.add("the API server could not be signalled: " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void disturb(Victim victim, FaultyProxy proxy) throws Exception {
        switch (plan.conductor()) {
            case ALIVE -> {}
            case PAUSED -> victim.signal("STOP");
            case KILLED -> victim.conductor().destroyForcibly();
        }
        boolean ended = victim.hasEnded(LASTS);
        switch (plan.server()) {
            case FROZEN -> cluster.signal("CONT");
            case RESTARTED -> cluster.restart();
            default -> proxy.behave(Behaviour.PASSING);
        }
        if (plan.conductor() == Conductor.PAUSED) {
            victim.hasEnded(PAUSE.minus(LASTS));
            victim.signal("CONT");
        } else if (plan.conductor() == Conductor.ALIVE && ended) {
            problems.add("the run ended within " + LASTS.toSeconds() + " s");
        }
    }

    private String line(int missing, Instant began) throws IOException {
        List<AuditedDeletion> deletions = cluster.deletions(began);
        RunDirectory run = new RunDirectory(folder.resolve("run"), kinds);
        @Nullable Verdict verdict = Files.exists(run.verdictFile()) ? run.verdict() : null;
        if (missing > plan.fault().missing()) {
            problems.add(missing + " pods were missing");
        }
        if (verdict != null) {
            check(verdict, run.journal(), deletions);
        } else if (plan.conductor() == Conductor.ALIVE) {
            problems.add("no verdict");
        }
        @Nullable
        Integer told = verdict == null ? null : verdict.faults().get(0).timesDone();
        return "| %s | %s | %s | %d | %s | %d of %d | %s | %s |"
                .formatted(
                        ApiServerPlan.word(plan.server()),
                        ApiServerPlan.word(plan.fault()),
                        ApiServerPlan.word(plan.conductor()),
                        deletions.size(),
                        told == null ? "–" : told,
                        missing,
                        plan.fault().missing(),
                        verdict == null ? "–" : verdict.outcome().name().toLowerCase(java.util.Locale.ROOT),
                        problems.isEmpty() ? ApiServerSeries.MET : String.join("; ", problems));
    }

    /** Whether the verdict says what the audit log does. */
    private void check(Verdict verdict, List<JournalEvent> journal, List<AuditedDeletion> deletions) {
        FaultVerdict fault = verdict.faults().get(0);
        @Nullable Integer told = fault.timesDone();
        if (told != null && told != deletions.size()) {
            problems.add("it tells of " + told + " kills, the audit log of " + deletions.size());
        }
        if (verdict.outcome() == RunOutcome.PASS && (deletions.isEmpty() || plan.conductor() != Conductor.ALIVE)) {
            problems.add("it passes");
        }
        if (!fault.wasCleared()) {
            problems.add("it says that the fault is not verified to be cleared");
        }
        journal.stream()
                .filter(JournalEvent.FaultEffective.class::isInstance)
                .map(JournalEvent.FaultEffective.class::cast)
                .forEach(effective -> {
                    if (deletions.isEmpty()) {
                        problems.add("it tells of an effect without a kill");
                    } else if (effective.notBefore().isAfter(deletions.get(0).received())
                            || effective.notAfter().isBefore(deletions.get(0).received())) {
                        problems.add("the first deletion lies outside the effect's bracket: "
                                + deletions.get(0).received() + " against " + effective.notBefore() + " to "
                                + effective.notAfter());
                    }
                });
    }

    private void comes(String what, Duration within, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(within)
                    .pollInterval(BETWEEN_LOOKS)
                    .ignoreExceptions()
                    .until(condition);
        } catch (ConditionTimeoutException late) {
            problems.add("not within " + within.toSeconds() + " s: " + what);
        }
    }

    private Path environment(FaultyProxy proxy, URI system) throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), proxy.kubeconfig(cluster.token(), "shop"));
        return Files.writeString(folder.resolve("environment.yaml"), """
                crossfire: v1
                environment: control-plane
                base-url: %s
                kubernetes: { kubeconfig: %s, namespace: shop }
                roles: { web: { kubernetes: { deployment: web } } }
                """.formatted(system, kubeconfig));
    }

    private Path scenario() throws IOException {
        return new LenientScenario("api-server", "A run whose API server misbehaves", LOAD, 5)
                .write(folder, plan.fault().yaml());
    }

    /** Lists the pods beside the proxy, and keeps the most that were missing. */
    private static final class Missing extends Thread {
        private final ControlPlane cluster;
        private final CountDownLatch halt = new CountDownLatch(1);
        private volatile int most;

        Missing(ControlPlane cluster) {
            this.cluster = cluster;
            setDaemon(true);
        }

        int most() {
            return most;
        }

        @Override
        public void run() {
            try {
                while (!halt.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    look();
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void look() throws InterruptedException {
            try {
                most = Math.max(most, ControlPlane.SIZE - cluster.serving());
            } catch (IOException unanswered) {
                // A server that does not answer is part of the trial.
            }
        }

        void halt() throws InterruptedException {
            halt.countDown();
            join();
        }
    }
}
