package dev.crossfire.imports;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Manifest;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestWriter;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.scenarios.FaultTimesReader.FaultTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes the folder of a run from requests that another load tool recorded and faults that another tool injected. */
public final class RunImport {
    /** Where the requests came from, as the plan names it. */
    private static final String ELSEWHERE = "imported";

    private final RequestFile format;
    private final Path file;
    private final ArrivalModel model;

    /** @param model how the tool's users come to send their requests */
    public RunImport(RequestFile format, Path file, ArrivalModel model) {
        this.format = format;
        this.file = file;
        this.model = model;
    }

    /** What one pass over the requests finds before they are written. */
    private static final class FirstPass implements RequestFile.Sink {
        private final Set<String> populations = new TreeSet<>();
        private long requests;
        private long dropped;
        private long firstMicros = Long.MAX_VALUE;
        private long lastMicros = Long.MIN_VALUE;

        @Override
        public void request(ImportedRequest request) {
            requests++;
            populations.add(request.population());
            firstMicros = Math.min(firstMicros, request.startMicros());
            lastMicros = Math.max(lastMicros, request.startMicros() + request.waitMicros());
        }

        @Override
        public void dropped(long arrivals) {
            dropped += arrivals;
        }
    }

    /**
     * Writes plan, journal, requests and manifest into a folder, to be judged as any run's.
     *
     * @param run an empty folder
     * @param name the run's name
     * @param faults the times of the scenario's faults, by id; one without times counts as not injected
     * @throws BadInputException with file and line of what cannot be read
     */
    public void into(RunDirectory run, String name, Scenario scenario, Map<String, FaultTimes> faults)
            throws IOException, BadInputException {
        FirstPass found = new FirstPass();
        format.read(file, found);
        if (found.requests == 0) {
            throw new BadInputException(List.of(file + ": no request is in it; expected " + format.summary()));
        }
        Instant zero = Micros.instant(found.firstMicros).plus(scenario.load().warmUp());
        run.write(plan(name, scenario, zero, faults));
        write(run, Micros.of(zero));
        try (Journal journal = new Journal(run.journalFile())) {
            for (JournalEvent event : journal(name, scenario, zero, found, faults)) {
                journal.append(event);
            }
        }
        Manifest.write(run, name);
    }

    private Plan plan(String name, Scenario scenario, Instant zero, Map<String, FaultTimes> faults) {
        List<PlannedFault> planned = new ArrayList<>();
        for (FaultSpec spec : scenario.faults()) {
            @Nullable FaultTimes times = faults.get(spec.id());
            if (times == null) {
                planned.add(new PlannedFault(spec, List.of(), null, Duration.ZERO, null, 0));
            } else {
                Duration length = Duration.between(times.injected(), times.cleared());
                planned.add(
                        new PlannedFault(spec, List.of(), Duration.between(zero, times.injected()), length, null, 0));
            }
        }
        return new Plan(
                Plan.SCHEMA,
                name,
                scenario,
                ELSEWHERE,
                null,
                0,
                false,
                planned,
                new BlastRadius(0, 0, List.of(), Duration.ZERO),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    private List<JournalEvent> journal(
            String name, Scenario scenario, Instant zero, FirstPass found, Map<String, FaultTimes> faults) {
        Instant first = Micros.instant(found.firstMicros);
        Instant end = Micros.instant(found.lastMicros);
        List<JournalEvent> events = new ArrayList<>();
        events.add(new JournalEvent.RunStarted(first, name, 0));
        events.add(new JournalEvent.LoadReady(
                first,
                found.populations.stream()
                        .map(population -> new Population(population, model, model == ArrivalModel.OPEN))
                        .toList()));
        events.add(new JournalEvent.LoadStarted(first, zero));
        events.add(new JournalEvent.LoadImported(first, format.name(), format.limits()));
        if (found.dropped > 0) {
            events.add(new JournalEvent.GeneratorStarved(
                    first, "virtual users", found.dropped + " arrivals were dropped for lack of a free one"));
        }
        scenario.faults().forEach(spec -> events.addAll(events(spec, faults.get(spec.id()), zero)));
        events.add(new JournalEvent.LoadEnded(end, found.requests, null));
        events.add(new JournalEvent.RunEnded(end));
        return events;
    }

    private List<JournalEvent> events(FaultSpec spec, @Nullable FaultTimes times, Instant zero) {
        if (times == null) {
            return List.of(new JournalEvent.FaultSkipped(zero, spec.id(), "the file of fault times does not name it"));
        }
        Instant injected = times.injected();
        Duration doubt = times.uncertainty();
        String seen = "by the file of fault times";
        return List.of(
                new JournalEvent.FaultIntended(injected, spec.id(), spec.kind(), List.of(spec.role()), Map.of()),
                new JournalEvent.FaultInjected(injected, spec.id(), injected, injected),
                new JournalEvent.FaultEffective(
                        times.effective(),
                        spec.id(),
                        times.effective().minus(doubt),
                        times.effective().plus(doubt),
                        seen),
                new JournalEvent.FaultConfirmed(times.effective(), spec.id(), times.effective(), seen),
                new JournalEvent.FaultCleared(times.cleared(), spec.id(), times.cleared(), seen),
                new JournalEvent.HealEnded(times.cleared(), spec.id(), true, seen));
    }

    private void write(RunDirectory run, long zeroMicros) throws IOException, BadInputException {
        try (RequestWriter out = new RequestWriter(run.requestsFile(), run.stringsFile())) {
            format.read(file, new Recording(out, zeroMicros));
        }
    }

    /** Writes each request; gives users their numbers. */
    private final class Recording implements RequestFile.Sink {
        private final RequestWriter out;
        private final long zeroMicros;
        private final Map<String, Map<String, Integer>> users = new HashMap<>();

        Recording(RequestWriter out, long zeroMicros) {
            this.out = out;
            this.zeroMicros = zeroMicros;
        }

        @Override
        public void request(ImportedRequest request) throws IOException {
            Map<String, Integer> known = users.computeIfAbsent(request.population(), first -> new HashMap<>());
            // 0 stands for a user who is not known.
            int user = request.user().isEmpty() ? 0 : known.computeIfAbsent(request.user(), first -> known.size() + 1);
            int flags = (request.ok() ? RequestRecord.FLAG_OK : 0)
                    | (request.first() && model == ArrivalModel.OPEN ? RequestRecord.FLAG_INTENDED_KNOWN : 0)
                    | (request.startMicros() < zeroMicros ? RequestRecord.FLAG_WARM_UP : 0);
            out.write(new RequestRecord(
                    request.startMicros(),
                    0,
                    (int) Math.min(Integer.MAX_VALUE, request.waitMicros()),
                    out.idOf(request.population()),
                    out.idOf(request.name()),
                    request.status(),
                    flags,
                    request.error().isEmpty() ? 0 : out.idOf(request.error()),
                    user));
        }

        @Override
        public void dropped(long arrivals) {
            // Counted by the first pass.
        }
    }
}
