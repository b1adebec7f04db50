package dev.crossfire.evidence;

import dev.crossfire.evidence.RequestSource.SelectedCohort;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.CohortSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run's requests, split by cohort: each comes once for the Gatling scenario that sent it, and once more for every cohort
 * that selects it.
 *
 * <p>A user who waits for another request of the same flow cannot send the selected one. So such requests come once more,
 * too, where they were not answered within L, marked as {@link RequestRecord#isBlocking}.
 */
public final class CohortRequests implements RequestSource {
    private final RequestSource all;
    private final List<Selecting> cohorts = new ArrayList<>();
    private final Map<Long, Fit> fits = new HashMap<>();
    private final Map<Integer, Integer> renamed = new HashMap<>();
    private final StringTable strings;
    private final Map<String, SelectedCohort> selected = new LinkedHashMap<>();

    /** What is done with requests of one scenario and one name. */
    private record Fit(int sender, List<Selecting> by, List<Selecting> blocked) {}

    private CohortRequests(RequestSource all, Scenario scenario) throws IOException {
        this.all = all;
        StringTable own = all.strings();
        Map<Integer, String> more = new HashMap<>();
        int next = own.nextId();
        for (Map.Entry<String, CohortSelection> one :
                scenario.load().selections().entrySet()) {
            int known = own.idOf(one.getKey());
            int id = known == 0 ? next++ : known;
            more.put(id, one.getKey());
            @Nullable HealthCriteria rule = scenario.healthy().get(one.getKey());
            cohorts.add(new Selecting(one.getKey(), one.getValue(), id, rule));
        }
        Names seen = new Names();
        Set<Long> met = new HashSet<>();
        all.forEach(request -> {
            if (met.add(pair(request.cohort(), request.name()))) {
                seen.add(own, request);
                for (Selecting cohort : cohorts) {
                    cohort.note(own, request);
                }
            }
        });
        for (Selecting cohort : cohorts) {
            // A selection takes the name from a scenario that has it: the two must not be counted together.
            if (seen.scenarios.contains(cohort.name)) {
                more.put(next, "scenario " + cohort.name);
                renamed.put(cohort.id, next++);
            }
            selected.put(cohort.name, cohort.selection(seen));
        }
        strings = own.with(more);
    }

    /**
     * Evidence whose requests are split by cohort; the same evidence where the scenario selects none, or they are split
     * already. Takes one reading.
     *
     * @throws IOException when the requests cannot be read
     */
    public static Evidence split(Evidence evidence) throws IOException {
        RequestSource split = split(evidence.requests(), evidence.plan().scenario());
        return new Evidence(
                evidence.plan(),
                evidence.journal(),
                split,
                evidence.control(),
                evidence.ledger(),
                evidence.observations(),
                evidence.integrity());
    }

    /** The requests of a run of a scenario, split in the same way. */
    public static RequestSource split(RequestSource requests, Scenario scenario) throws IOException {
        boolean nothing = scenario.load().selections().isEmpty() || requests instanceof CohortRequests;
        return nothing ? requests : new CohortRequests(requests, scenario);
    }

    @Override
    public StringTable strings() {
        return strings;
    }

    @Override
    public Map<String, SelectedCohort> selected() {
        return selected;
    }

    @Override
    public RequestIntegrity forEach(Consumer<RequestRecord> consumer) throws IOException {
        return all.forEach(request -> hand(request, consumer));
    }

    private void hand(RequestRecord request, Consumer<RequestRecord> to) {
        Fit fit = fits.computeIfAbsent(pair(request.cohort(), request.name()), key -> fit(request));
        to.accept(fit.sender == request.cohort() ? request : request.copy(fit.sender, request.user(), 0));
        for (Selecting cohort : fit.by) {
            to.accept(request.copy(cohort.id, cohort.user(request), RequestRecord.FLAG_SELECTED));
        }
        for (Selecting cohort : fit.blocked) {
            if (request.latencyMicros() > cohort.withinMicros) {
                to.accept(request.copy(cohort.id, cohort.user(request), RequestRecord.FLAG_BLOCKING));
            }
        }
    }

    private Fit fit(RequestRecord request) {
        StringTable own = all.strings();
        List<Selecting> by = new ArrayList<>();
        List<Selecting> blocked = new ArrayList<>();
        for (Selecting cohort : cohorts) {
            if (cohort.takes(own, request)) {
                by.add(cohort);
            } else if (cohort.senders.contains(own.text(request.cohort()))) {
                blocked.add(cohort);
            }
        }
        return new Fit(renamed.getOrDefault(request.cohort(), request.cohort()), by, blocked);
    }

    private static long pair(int high, int low) {
        return (long) high << Integer.SIZE | low;
    }

    /** The names of a run's requests, for messages about a name that does not occur. */
    private static final class Names {
        private static final int MOST_NAMES = 12;

        private final TreeSet<String> scenarios = new TreeSet<>();
        private final TreeSet<String> groups = new TreeSet<>();
        private final TreeSet<String> requests = new TreeSet<>();

        void add(StringTable strings, RequestRecord request) {
            scenarios.add(strings.text(request.cohort()));
            groups.addAll(strings.groups(request.name()));
            requests.add(strings.text(request.name()));
        }

        String words(CohortSelection wanted) {
            if (wanted.request() != null) {
                return words("requests seen: ", requests);
            }
            return wanted.group() != null ? words("groups seen: ", groups) : words("scenarios seen: ", scenarios);
        }

        private static String words(String what, Set<String> names) {
            return what
                    + (names.isEmpty()
                            ? "none"
                            : String.join(", ", names.stream().limit(MOST_NAMES).toList())
                                    + (names.size() > MOST_NAMES
                                            ? " and " + (names.size() - MOST_NAMES) + " more"
                                            : ""));
        }
    }

    /** One cohort while it is read. */
    private static final class Selecting {
        private final String name;
        private final CohortSelection selection;
        private final int id;
        private final long withinMicros;
        private final TreeSet<String> senders = new TreeSet<>();
        /** Each scenario numbers its users from 1. */
        private final Map<Long, Integer> users = new HashMap<>();

        Selecting(String name, CohortSelection selection, int id, @Nullable HealthCriteria rule) {
            this.name = name;
            this.selection = selection;
            this.id = id;
            withinMicros = rule == null ? Long.MAX_VALUE : rule.within().toNanos() / 1000;
        }

        void note(StringTable strings, RequestRecord request) {
            if (takes(strings, request)) {
                senders.add(strings.text(request.cohort()));
            }
        }

        boolean takes(StringTable strings, RequestRecord request) {
            return selection.matches(
                    strings.text(request.cohort()), strings.groups(request.name()), strings.ownName(request.name()));
        }

        int user(RequestRecord request) {
            return senders.size() < 2 || request.user() == 0
                    ? request.user()
                    : users.computeIfAbsent(pair(request.cohort(), request.user()), key -> users.size() + 1);
        }

        SelectedCohort selection(Names seen) {
            boolean empty = senders.isEmpty();
            String missing = "no request " + selection.words() + " was sent; " + seen.words(selection);
            return new SelectedCohort(selection.takesPart(), senders, empty ? missing : null);
        }
    }
}
