package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Numbers the cohorts and their request names.
 *
 * <p>A cohort has a series for each name and one for all its requests, which shows an impact that is too small to see
 * by name.
 */
public final class CohortIndex {
    /** Names beyond this many are judged with the rest of their cohort only: a name with an id in it is no name. */
    private static final int MOST_NAMES = 2_000;

    /** A bound that only broken evidence reaches; it keeps series within what can be ordered. */
    private static final int MOST_COHORTS = 1_000;

    private final StringTable strings;
    private final List<SeriesKey> series = new ArrayList<>();
    private final Map<Integer, Integer> wholes = new HashMap<>();
    private final Map<Integer, Integer> users = new HashMap<>();
    private final Map<Long, Integer> names = new HashMap<>();
    private final Map<Integer, Integer> nameCounts = new HashMap<>();

    public CohortIndex(StringTable strings) {
        this.strings = strings;
    }

    /** The number of the series of all the cohort's requests. */
    public int whole(RequestRecord request) {
        Integer known = wholes.get(request.cohort());
        if (known == null) {
            if (wholes.size() == MOST_COHORTS) {
                throw new IllegalStateException("more than " + MOST_COHORTS
                        + " cohorts in the evidence is invalid; expected fewer; a simulation names its scenarios once");
            }
            known = add(new SeriesKey(strings.text(request.cohort()), SeriesKey.ALL));
            wholes.put(request.cohort(), known);
        }
        return known;
    }

    /** The number of the series of the request's name; of the whole cohort when there are too many names. */
    public int named(RequestRecord request) {
        long key = (long) request.cohort() << Integer.SIZE | request.name();
        Integer known = names.get(key);
        if (known == null) {
            int whole = whole(request);
            known = names.size() == MOST_NAMES
                    ? whole
                    : add(new SeriesKey(strings.text(request.cohort()), strings.text(request.name())));
            if (known != whole) {
                names.put(key, known);
                nameCounts.merge(whole, 1, Integer::sum);
            }
        }
        return known;
    }

    /** The number of the series of a cohort's users, counted instead of its requests. */
    public int users(RequestRecord request) {
        return users.computeIfAbsent(request.cohort(), id -> add(new SeriesKey(strings.text(id), SeriesKey.USERS)));
    }

    /** The name of a request's cohort. */
    public String cohort(RequestRecord request) {
        return strings.text(request.cohort());
    }

    /** How many names the cohort of a whole series has. */
    public int namesBeside(int whole) {
        return nameCounts.getOrDefault(whole, 0);
    }

    /** The cohorts that sent anything. */
    public Set<String> cohorts() {
        return series.stream().map(SeriesKey::cohort).collect(Collectors.toSet());
    }

    /** All series, by number. */
    public List<SeriesKey> series() {
        return List.copyOf(series);
    }

    private int add(SeriesKey added) {
        series.add(added);
        return series.size() - 1;
    }

    /**
     * Identifies a series of requests, in which unhealthy intervals are sought: one cohort and one request name.
     *
     * @param name the request name; {@link #ALL} for all of a cohort's requests, {@link #USERS} for its users
     */
    public record SeriesKey(String cohort, String name) {
        public static final String ALL = "all requests";
        public static final String USERS = "all users";
    }
}
