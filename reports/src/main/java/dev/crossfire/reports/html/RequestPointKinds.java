package dev.crossfire.reports.html;

import dev.crossfire.evidence.StringTable;
import dev.crossfire.reports.figures.CloseUp;
import dev.crossfire.reports.figures.CloseUp.RequestPoint;
import dev.crossfire.reports.figures.CloseUp.RequestPoint.RequestOutcome;
import dev.crossfire.reports.html.ChartData.ChartSeries;
import dev.crossfire.reports.html.ChartData.PointKind;
import dev.crossfire.reports.story.RunStory.DrawnCohort;
import dev.crossfire.reports.words.ErrorText;
import dev.crossfire.reports.words.OutcomeMarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sorts a window's requests by outcome: good, late, each frequent kind of error, other errors. */
final class RequestPointKinds {
    /** More shapes than this cannot be distinguished. */
    private static final int MOST_ERROR_KINDS = 4;

    private static final int LONGEST_NAME = 48;
    private static final Group GOOD = new Group(RequestOutcome.GOOD, "good");
    private static final Group LATE = new Group(RequestOutcome.LATE, "late");
    private static final Group OTHERS = new Group(RequestOutcome.ERROR, "other errors");

    /** Requests that are drawn alike; an error's name is the system's own text. */
    private record Group(RequestOutcome outcome, String name) {}

    private RequestPointKinds() {}

    static List<PointKind> of(CloseUp closeUp, StringTable strings, List<DrawnCohort> cohorts) {
        Map<Integer, Double> places = new HashMap<>();
        for (int i = 0; i < cohorts.size(); i++) {
            places.put(cohorts.get(i).id(), (double) i);
        }
        List<RequestPoint> bad = closeUp.bad().kept();
        Function<RequestPoint, String> names = errorNames(strings);
        List<String> frequent = frequent(bad, names);
        Map<Group, List<Double>> points = new LinkedHashMap<>();
        points.put(GOOD, new ArrayList<>());
        points.put(LATE, new ArrayList<>());
        frequent.forEach(name -> points.put(new Group(RequestOutcome.ERROR, name), new ArrayList<>()));
        points.put(OTHERS, new ArrayList<>());
        closeUp.good().kept().forEach(point -> put(points, GOOD, point, places));
        for (RequestPoint point : bad) {
            Group group =
                    point.outcome() == RequestOutcome.LATE ? LATE : new Group(RequestOutcome.ERROR, names.apply(point));
            put(points, points.containsKey(group) ? group : OTHERS, point, places);
        }
        return points.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new PointKind(
                        entry.getKey().name(), OutcomeMarks.key(entry.getKey().outcome()), entry.getValue()))
                .toList();
    }

    /** Finds the name of an error once: removing secrets from a long message takes milliseconds. */
    private static Function<RequestPoint, String> errorNames(StringTable strings) {
        Map<List<Integer>, String> known = new HashMap<>();
        return point -> known.computeIfAbsent(
                List.of(point.status(), point.error()),
                error -> distinct(ErrorText.of(point.status(), point.error(), strings, LONGEST_NAME)));
    }

    /** A chart tells its series apart by name, and an error's text is the system's own. */
    private static String distinct(String error) {
        return Stream.of(GOOD, LATE, OTHERS).anyMatch(group -> group.name().equals(error)) ? "error: " + error : error;
    }

    private static List<String> frequent(List<RequestPoint> bad, Function<RequestPoint, String> names) {
        Map<String, Integer> counts = new HashMap<>();
        for (RequestPoint point : bad) {
            if (point.outcome() == RequestOutcome.ERROR) {
                counts.merge(names.apply(point), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_ERROR_KINDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void put(
            Map<Group, List<Double>> points, Group group, RequestPoint point, Map<Integer, Double> places) {
        List<Double> of = points.get(group);
        if (of != null) {
            of.add(ChartSeries.rounded(point.startMicros() / 1e6, 1000));
            of.add(ChartSeries.rounded(Math.max(point.latencyMicros(), 50) / 1e3, 100));
            of.add(places.getOrDefault(point.cohort(), -1.0));
        }
    }
}
