package dev.crossfire.simulations;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ScenarioInjection;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the load generator reports to its parent, one JSON object a line on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GeneratorEvent.GeneratorReady.class, name = "ready"),
    @JsonSubTypes.Type(value = GeneratorEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = GeneratorEvent.SecondEnded.class, name = "frame"),
    @JsonSubTypes.Type(value = GeneratorEvent.ResourcesUsed.class, name = "alive"),
    @JsonSubTypes.Type(value = GeneratorEvent.AssertionTexts.class, name = "assertions-declared"),
    @JsonSubTypes.Type(value = GeneratorEvent.AssertionResults.class, name = "assertions-evaluated"),
    @JsonSubTypes.Type(value = GeneratorEvent.LoadCutShort.class, name = "load-cut"),
    @JsonSubTypes.Type(value = GeneratorEvent.UnbuiltRequests.class, name = "requests-not-built"),
    @JsonSubTypes.Type(value = GeneratorEvent.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = GeneratorEvent.AfterHookEnded.class, name = "after-hook-ended"),
    @JsonSubTypes.Type(value = GeneratorEvent.GeneratorFailed.class, name = "failed"),
    @JsonSubTypes.Type(value = GeneratorEvent.Described.class, name = "described"),
    @JsonSubTypes.Type(value = GeneratorEvent.Undescribed.class, name = "undescribed")
})
public sealed interface GeneratorEvent {
    /**
     * Everything is loaded and checked; {@code start} begins at once.
     *
     * @param simulation the class that will run
     * @param populations its Gatling scenarios, each with the model by which its users arrive
     */
    record GeneratorReady(String simulation, List<Population> populations) implements GeneratorEvent {
        public GeneratorReady {
            populations = List.copyOf(populations);
        }
    }

    /**
     * Users begin to arrive.
     *
     * @param t0 when t = 0 is, microseconds since the epoch; in the future while there is a warm-up
     */
    record Started(long t0) implements GeneratorEvent {}

    /**
     * One second has passed.
     *
     * @param second whole seconds after t = 0, negative in warm-up
     * @param cohorts what was seen, without histograms
     * @param lagP99Millis of the requests that ended in it and whose intended start is known; null when none did
     */
    record SecondEnded(
            int second,
            Map<String, Frame.CohortFrame> cohorts,
            @Nullable Double lagP99Millis) implements GeneratorEvent {}

    /** What the generator itself used of its machine, about once a second. */
    record ResourcesUsed(ResourceUsage usage) implements GeneratorEvent {}

    /** The simulation has assertions of its own, in Gatling's words; sent just before users arrive. */
    record AssertionTexts(List<String> texts) implements GeneratorEvent {
        public AssertionTexts {
            texts = List.copyOf(texts);
        }
    }

    /** The results of the simulation's own assertions; sent just before {@link Finished}. */
    record AssertionResults(List<AssertionResult> results) implements GeneratorEvent {
        public AssertionResults {
            results = List.copyOf(results);
        }
    }

    /**
     * The load was still running when its time was over.
     *
     * @param users active at that moment
     * @param requests in flight then, which got no answer
     */
    record LoadCutShort(long users, long requests) implements GeneratorEvent {}

    /**
     * Requests that could not be built, so that nothing was sent; as Gatling does, they are not counted as requests.
     *
     * @param reasons the first few different ones, each with the request's name
     */
    record UnbuiltRequests(long count, List<String> reasons) implements GeneratorEvent {
        public UnbuiltRequests {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The simulation's {@code after()} hook has run, or was abandoned; sent after {@link Finished}.
     *
     * @param problem why it did not succeed; null when it did
     */
    record AfterHookEnded(@Nullable String problem) implements GeneratorEvent {}

    /**
     * Every user has left or was stopped, and all records are on disk.
     *
     * @param requests recorded, warm-up and aborted ones included
     * @param lost not recorded because the queue was full
     * @param intendedKnown those with a known intended start
     * @param aborted those cut short by a stop
     * @param lag of the requests after t = 0 whose intended start is known; null when there is none
     * @param ledger how many answers to writes were recorded; null when the simulation keeps no ledger
     * @param afterHook whether the simulation's {@code after()} runs now, and {@link AfterHookEnded} is to follow
     */
    record Finished(
            long requests,
            long lost,
            long intendedKnown,
            long aborted,
            @Nullable Lag lag,
            @Nullable LedgerCounts ledger,
            boolean afterHook)
            implements GeneratorEvent {
        /** The end of a run without a ledger and without an {@code after()}. */
        public Finished(long requests, long lost, long intendedKnown, long aborted, @Nullable Lag lag) {
            this(requests, lost, intendedKnown, aborted, lag, null, false);
        }
    }

    /** The generator cannot go on and exits with 4. */
    record GeneratorFailed(String why) implements GeneratorEvent {}

    /**
     * What a simulation would do; it was built for this, and sent nothing.
     *
     * @param simulation the class
     * @param injections its Gatling scenarios, in the simulation's order
     */
    record Described(String simulation, List<ScenarioInjection> injections) implements GeneratorEvent {
        public Described {
            injections = List.copyOf(injections);
        }
    }

    /** A simulation cannot be built; {@code detail} is Java's message. */
    record Undescribed(Obstacle obstacle, String detail) implements GeneratorEvent {}

    /** Why a simulation cannot be built. */
    enum Obstacle {
        /** The class path has no such class. */
        MISSING,
        /** The class is there, and Gatling cannot run it. */
        NOT_A_SIMULATION,
        /** A class was compiled for a newer Java than this one. */
        NEWER_JAVA,
        /** The class path lacks another class that it needs. */
        INCOMPLETE,
        /** A class was compiled against other libraries than those on the class path. */
        OTHER_LIBRARIES,
        /** Its own code refused. */
        OWN_CODE
    }

    /** How many answers to writes were recorded, and how many were not because the disk did not take them. */
    record LedgerCounts(long entries, long dropped) {}

    /** How late requests began. */
    record Lag(double p50Millis, double p99Millis, double maxMillis) {}

    /**
     * Reads one line.
     *
     * @throws IOException when the line is no event
     */
    static GeneratorEvent parse(String line) throws IOException {
        return Json.read(line, GeneratorEvent.class);
    }
}
