package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.objective.Availability;
import dev.crossfire.judge.objective.ErrorBudget;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.judge.objective.FailFast;
import dev.crossfire.judge.objective.Goodput;
import dev.crossfire.judge.objective.Latency;
import dev.crossfire.judge.objective.NoRelapse;
import dev.crossfire.judge.objective.TimeToFirstSuccess;
import dev.crossfire.judge.objective.Unaffected;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is a function of what happened, not of the order in which, or by how many, it was written down. */
@Tag("long")
class EvidenceOrderTest {
    private static final String FAULT = "writer-lost";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSameRequestsGiveTheSameVerdict(long seed) throws IOException {
        Random random = new Random(seed);
        Evidence evidence = drill(random).asRecorded().evidence();
        String verdict = judged(evidence, Recording.of(evidence.requests()));
        assertThat(verdict).contains("\"outcome\" : \"pass\"", "\"outcome\" : \"fail\"");
        for (List<Recording> parts : List.of(
                cohortByCohort(evidence.requests(), random),
                halves(evidence.requests(), random),
                List.of(Recording.of(evidence.requests()).renumbered(random).shuffled(random)))) {
            assertThat(judged(evidence, Recording.merged(parts))).isEqualTo(verdict);
        }
        List<Recording> generators = halves(evidence.requests(), random);
        assertThat(judged(evidence, Recording.merged(generators).asEnded()))
                .as("two generators, side by side")
                .isEqualTo(verdict);
    }

    /** Outages, slow answers and relapses at random, of cohorts that are planned and one that is not. */
    private static PlantedRun drill(Random random) {
        double lasts = 1 + 9 * random.nextDouble();
        double part = random.nextDouble();
        double relapse = 60 + 20 * random.nextDouble();
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 75).healthyToo("closed");
        for (int i = 0; i < 9_600; i++) {
            double at = i / 80.0;
            boolean out = (at >= 30 && at < 30 + lasts) || (at >= relapse && at < relapse + 2);
            boolean ok = !out || random.nextDouble() < part;
            // Whole milliseconds, so that many requests start in the same moment.
            drill.request(
                    Math.round(at * 200) / 200.0,
                    ok,
                    ok ? 5 + random.nextInt(60) : 1_500,
                    PlantedRun.BUYERS,
                    i % 2 == 0 ? PlantedRun.RESERVE : PlantedRun.BROWSE);
            drill.request(
                    Math.round(at * 200) / 200.0,
                    random.nextInt(500) > 0,
                    5,
                    PlantedRun.BROWSERS,
                    i % 2 == 0 ? PlantedRun.BROWSE : PlantedRun.RESERVE);
            drill.request(
                    Math.round(at * 200) / 200.0,
                    9,
                    PlantedRun.CLOSED,
                    PlantedRun.RESERVE,
                    ok ? RequestRecord.FLAG_OK : 0,
                    0);
        }
        asks(drill, "buyers");
        asks(drill, "browsers");
        asks(drill, "closed");
        return drill;
    }

    private static void asks(PlantedRun drill, String of) {
        Duration second = Duration.ofSeconds(1);
        Duration half = Duration.ofSeconds(30);
        PhaseRef impact = PhaseRef.parse("impact " + FAULT);
        drill.wants(of + 1, "error-ratio", new ErrorRatio.Settings(of, impact, new Ratio(0.3)))
                .wants(of + 2, "latency", new Latency.Settings(of, PhaseRef.WHOLE, 99, second))
                .wants(of + 3, "goodput", new Goodput.Settings(of, FAULT, half, new Ratio(0.9)))
                .wants(of + 4, "unaffected", new Unaffected.Settings(of, FAULT, half, new Ratio(0.01), null))
                .wants(of + 5, "time-to-first-success", new TimeToFirstSuccess.Settings(of, FAULT, second))
                .wants(of + 6, "fail-fast", new FailFast.Settings(of, FAULT, 90, second))
                .wants(of + 7, "no-relapse", new NoRelapse.Settings(of, FAULT, null))
                .wants(of + 8, "availability", new Availability.Settings(of, PhaseRef.WHOLE, new Ratio(0.99)))
                .wants(
                        of + 9,
                        "error-budget",
                        new ErrorBudget.Settings(of, new Ratio(0.999), Duration.ofDays(30), null, new Ratio(0.01)));
    }

    private static String judged(Evidence evidence, RequestSource requests) throws IOException {
        List<ObjectiveKind<?>> kinds = new ArrayList<>();
        ServiceLoader.load(ObjectiveKind.class).forEach(kinds::add);
        return Json.pretty(new Judge(kinds).judge(new Evidence(evidence.plan(), evidence.journal(), requests)));
    }

    private static List<Recording> cohortByCohort(RequestSource source, Random random) throws IOException {
        Map<Integer, List<RequestRecord>> cohorts = new HashMap<>();
        source.forEach(request -> cohorts.computeIfAbsent(request.cohort(), id -> new ArrayList<>())
                .add(request));
        List<Recording> parts = new ArrayList<>();
        Recording whole = Recording.of(source);
        cohorts.values().forEach(part -> parts.add(new Recording(whole.texts(), part).renumbered(random)));
        Collections.shuffle(parts, random);
        return parts;
    }

    private static List<Recording> halves(RequestSource source, Random random) throws IOException {
        List<RequestRecord> one = new ArrayList<>();
        List<RequestRecord> other = new ArrayList<>();
        source.forEach(request -> (random.nextBoolean() ? one : other).add(request));
        Map<Integer, String> texts = Recording.of(source).texts();
        return List.of(new Recording(texts, one).renumbered(random), new Recording(texts, other).renumbered(random));
    }

    /** Requests with strings of their own, as one generator writes them. */
    private record Recording(Map<Integer, String> texts, List<RequestRecord> requests) implements RequestSource {
        static Recording of(RequestSource source) throws IOException {
            List<RequestRecord> all = new ArrayList<>();
            source.forEach(all::add);
            Map<Integer, String> texts = new HashMap<>();
            for (RequestRecord request : all) {
                for (int id : new int[] {request.cohort(), request.name(), request.error()}) {
                    texts.put(id, source.strings().text(id));
                }
            }
            return new Recording(texts, all);
        }

        /** One file after the other, under one table of strings. */
        static Recording merged(List<Recording> parts) {
            Map<String, Integer> ids = new HashMap<>();
            List<RequestRecord> all = new ArrayList<>();
            for (Recording part : parts) {
                Map<Integer, Integer> renamed = new HashMap<>();
                part.texts.forEach((id, text) -> renamed.put(id, ids.computeIfAbsent(text, one -> ids.size() + 1)));
                part.requests.forEach(request -> all.add(renamed(request, renamed)));
            }
            Map<Integer, String> texts = new HashMap<>();
            ids.forEach((text, id) -> texts.put(id, text));
            return new Recording(texts, all);
        }

        Recording renumbered(Random random) {
            List<Integer> fresh = new ArrayList<>();
            for (int i = 1; i <= texts.size(); i++) {
                fresh.add(100 + i);
            }
            Collections.shuffle(fresh, random);
            Map<Integer, Integer> renamed = new HashMap<>();
            Map<Integer, String> now = new HashMap<>();
            texts.forEach((id, text) -> {
                int next = fresh.get(renamed.size());
                renamed.put(id, next);
                now.put(next, text);
            });
            return new Recording(
                    now, requests.stream().map(one -> renamed(one, renamed)).toList());
        }

        Recording shuffled(Random random) {
            List<RequestRecord> mixed = new ArrayList<>(requests);
            Collections.shuffle(mixed, random);
            return new Recording(texts, mixed);
        }

        Recording asEnded() {
            return new Recording(
                    texts,
                    requests.stream()
                            .sorted(Comparator.comparingLong(RequestRecord::endMicros))
                            .toList());
        }

        private static RequestRecord renamed(RequestRecord request, Map<Integer, Integer> ids) {
            return new RequestRecord(
                    request.intendedMicros(),
                    request.lagMicros(),
                    request.responseMicros(),
                    ids.getOrDefault(request.cohort(), 0),
                    ids.getOrDefault(request.name(), 0),
                    request.status(),
                    request.flags(),
                    ids.getOrDefault(request.error(), 0));
        }

        @Override
        public StringTable strings() {
            return new StringTable(texts);
        }

        @Override
        public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
            requests.forEach(consumer);
            return new RequestIntegrity(requests.size(), -1);
        }
    }
}
