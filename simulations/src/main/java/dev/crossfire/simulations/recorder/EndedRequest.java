package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.ScheduledProfile.ScheduledArrivals;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.List;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A request that has ended, as the thread that ran it passes it on.
 *
 * <p>It contains only what is available without work: names are turned into numbers, and the user's tag is read, by the
 * one thread that writes.
 *
 * @param groups the Gatling groups around the request, the user's tag first if there is one
 * @param status the HTTP status as text; null when there was none
 * @param error why the request failed; null when it did not
 */
public record EndedRequest(
        String cohort,
        List<String> groups,
        String name,
        long startMicros,
        long endMicros,
        boolean ok,
        @Nullable String status,
        @Nullable String error) {
    /** The user's tag; null without one. */
    @Nullable
    String tag() {
        return !groups.isEmpty() && UserTag.isTag(groups.head()) ? groups.head() : null;
    }

    /** Whether the user's arrival is known. */
    public boolean arrivalKnown() {
        String tag = tag();
        return tag != null && UserTag.arrivalMillis(tag) != ScheduledArrivals.UNKNOWN;
    }

    /** The user's number among the active users of its scenario; 0 when it is not known. */
    int user() {
        String tag = tag();
        return tag == null ? 0 : UserTag.number(tag);
    }

    /** The user's own groups and the request's name, as Gatling's report writes them. */
    String path() {
        List<String> own = tag() == null ? groups : tailOf(groups);
        return own.isEmpty() ? name : own.mkString(" / ") + " / " + name;
    }

    /** The same request with other texts in its names and its error; itself when nothing changes. */
    public EndedRequest reworded(UnaryOperator<String> words) {
        String newName = words.apply(name);
        String newError = error == null ? null : words.apply(error);
        boolean sameGroups = groups.forall(group -> words.apply(group).equals(group));
        if (newName.equals(name) && Objects.equals(newError, error) && sameGroups) {
            return this;
        }
        List<String> newGroups = sameGroups ? groups : groups.map(words::apply);
        return new EndedRequest(cohort, newGroups, newName, startMicros, endMicros, ok, status, newError);
    }

    /** The user's own groups around the request, outermost first. */
    java.util.List<String> ownGroups() {
        return CollectionConverters.asJava(tag() == null ? groups : tailOf(groups));
    }

    @SuppressWarnings("unchecked")
    private static List<String> tailOf(List<String> groups) {
        return (List<String>) groups.tail();
    }
}
