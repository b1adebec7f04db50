package dev.crossfire.reports.story;

import dev.crossfire.model.HealthRule;
import dev.crossfire.reports.words.Redactor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cohort that is drawn.
 *
 * @param name as it is shown
 * @param id in the string table
 * @param healthy null when the scenario has no rule for it
 */
public record DrawnCohort(String name, int id, @Nullable HealthRule healthy) {
    private static final int LONGEST_NAME = 40;

    /** The cohorts to draw: the plan's in the plan's order, then others by name. */
    public static List<DrawnCohort> of(RunStory story) {
        List<String> planned = story.plan().scenario().load().cohorts().stream()
                .map(cohort -> cohort.name())
                .toList();
        Stream<String> seen = story.figures().timeline().ids().stream()
                .map(id -> story.strings().text(id));
        return seen.sorted(Comparator.comparingInt((String name) -> place(planned, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> new DrawnCohort(
                        Redactor.text(name, LONGEST_NAME),
                        idOf(story, name),
                        story.plan().scenario().healthy().get(name)))
                .toList();
    }

    /** L in milliseconds; null when there is none. */
    public @Nullable Double withinMillis() {
        return healthy == null ? null : healthy.within().toNanos() / 1e6;
    }

    private static int place(List<String> planned, String name) {
        int place = planned.indexOf(name);
        return place < 0 ? planned.size() : place;
    }

    private static int idOf(RunStory story, String name) {
        return story.figures().timeline().ids().stream()
                .filter(id -> story.strings().text(id).equals(name))
                .findFirst()
                .orElse(0);
    }
}
