package dev.crossfire.testkit;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The requests of a {@link PlantedRun}, in the order in which they were planted. */
final class PlantedRequests implements RequestSource {
    /** All texts by their ids; the first ones always have the same ids, so that the same requests fail in every run. */
    private final List<String> texts = new ArrayList<>(List.of(
            "", PlantedRun.BUYERS, PlantedRun.RESERVE, PlantedRun.BROWSERS, PlantedRun.BROWSE, PlantedRun.CLOSED));

    private final List<RequestRecord> requests = new ArrayList<>();
    /** The byte at which the record ends in the middle of a request; -1 when it is whole. */
    private long truncatedAtByte = -1;

    /** The id of a text; a new one if it has none yet. */
    int id(String text) {
        int known = texts.indexOf(text);
        if (known >= 0) {
            return known;
        }
        texts.add(text);
        return texts.size() - 1;
    }

    void add(double at, int responseMillis, String cohort, String name, int flags, int lagMillis) {
        requests.add(new RequestRecord(
                micros(at),
                lagMillis * 1_000,
                responseMillis * 1_000,
                id(cohort),
                id(name),
                200,
                flags,
                (flags & RequestRecord.FLAG_OK) != 0 ? 0 : id(PlantedRun.CLOSED)));
    }

    void addUnsent(double at, String error) {
        requests.add(new RequestRecord(
                micros(at),
                0,
                100,
                id(PlantedRun.BUYERS),
                id(PlantedRun.RESERVE),
                0,
                RequestRecord.FLAG_INTENDED_KNOWN,
                id(error)));
    }

    void shuffle(RandomGenerator random) {
        for (int i = requests.size() - 1; i > 0; i--) {
            Collections.swap(requests, i, random.nextInt(i + 1));
        }
    }

    void sort() {
        requests.sort(Comparator.comparingLong(RequestRecord::endMicros));
    }

    void truncate(long atByte) {
        truncatedAtByte = atByte;
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    int size() {
        return requests.size();
    }

    /** What a cohort sends in most seconds. */
    double rate(String cohort) {
        int id = id(cohort);
        Map<Long, Long> bySecond = requests.stream()
                .filter(request -> request.cohort() == id && request.isEvidence())
                .filter(request ->
                        request.intendedMicros() >= micros(0) && request.intendedMicros() < micros(PlantedRun.LENGTH))
                .collect(Collectors.groupingBy(request -> request.intendedMicros() / 1_000_000, Collectors.counting()));
        long sent = bySecond.values().stream().mapToLong(Long::longValue).sum();
        List<Long> sorted = bySecond.values().stream().sorted().toList();
        return sent < 5 * PlantedRun.LENGTH ? sent / PlantedRun.LENGTH : sorted.get(sorted.size() / 2);
    }

    @Override
    public StringTable strings() {
        Map<Integer, String> byId = new HashMap<>();
        for (int i = 1; i < texts.size(); i++) {
            byId.put(i, texts.get(i));
        }
        return new StringTable(byId);
    }

    @Override
    public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
        requests.forEach(consumer);
        return new RequestIntegrity(requests.size(), truncatedAtByte);
    }

    private static long micros(double second) {
        return PlantedRun.ZERO.getEpochSecond() * 1_000_000 + Math.round(second * 1e6);
    }
}
