package dev.crossfire.scenarios.validation;

import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.draft.ScenarioBuilder;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.language.LoadPart.CohortPart;
import dev.crossfire.scenarios.language.LoadPart.SpikePart;
import dev.crossfire.scenarios.language.SimulationInfo;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks whether the load can be generated as written. */
public final class LoadValidator {
    private static final Duration LONGEST_LOAD = Duration.ofHours(24);
    private static final Rate HIGHEST = new Rate(100_000);

    /** The keys of a cohort that selects requests. */
    public static final List<String> SELECTIONS = List.of("scenario", "group", "request");

    private final ScenarioDraft draft;
    private final ProblemNotes notes;
    private final @Nullable Duration duration;

    LoadValidator(ScenarioDraft draft, ProblemNotes notes) {
        this.draft = draft;
        this.notes = notes;
        this.duration = draft.length();
    }

    void check() {
        LoadPart load = draft.part().load();
        if (load == null) {
            return;
        }
        checkLength("/load/duration", load.duration());
        if (load.warmUp() != null && load.warmUp().compareTo(LONGEST_LOAD) > 0) {
            notes.add("/load/warm-up", text(load.warmUp()), text(LONGEST_LOAD) + " or less", null);
        }
        new GeneratorValidator(notes).check(load);
        draft.simulation().ifPresent(info -> checkNames(info, load));
        draft.cohorts().forEach(this::checkCohort);
    }

    private void checkLength(String pointer, @Nullable Duration length) {
        if (length != null && (length.isZero() || length.compareTo(LONGEST_LOAD) > 0)) {
            notes.add(pointer, text(length), "more than 0s and at most " + text(LONGEST_LOAD), null);
        }
    }

    private void checkNames(SimulationInfo info, LoadPart load) {
        List<String> cohorts = List.copyOf(info.cohorts().keySet());
        if (load.cohorts() == null) {
            if (!notes.isWritten("/load/cohorts")) {
                String expected = "a mapping with " + MessageText.list(cohorts);
                notes.missing("/load", "cohorts", expected, load.simulation() + " takes its load from the scenario");
            }
        } else {
            load.cohorts().forEach((name, cohort) -> {
                if (!cohort.selects()) {
                    checkName("/load/cohorts", "the cohort ", name, cohorts);
                } else if (cohort.scenario() != null && !cohorts.contains(cohort.scenario())) {
                    String found = "the scenario " + MessageText.quoted(cohort.scenario());
                    String pointer = Pointers.under("/load/cohorts", name) + "/scenario";
                    notes.add(
                            pointer,
                            found,
                            MessageText.oneOf(cohorts),
                            MessageText.didYouMean(cohort.scenario(), cohorts));
                } else if (cohorts.contains(name)) {
                    String found = "the cohort " + MessageText.quoted(name) + " that selects requests";
                    String expected = "a name that no scenario of the simulation has";
                    notes.add(Pointers.under("/load/cohorts", name), found, expected, null);
                }
            });
        }
        if (load.parameters() != null) {
            load.parameters()
                    .keySet()
                    .forEach(name -> checkName("/load/parameters", "the parameter ", name, info.parameters()));
        }
    }

    private void checkName(String parent, String what, String name, List<String> names) {
        if (!names.contains(name)) {
            String expected = MessageText.oneOf(names);
            notes.add(
                    Pointers.under(parent, name),
                    what + MessageText.quoted(name),
                    expected,
                    MessageText.didYouMean(name, names));
        }
    }

    private void checkCohort(String name, CohortPart cohort) {
        String pointer = Pointers.under("/load/cohorts", name);
        checkSelection(pointer);
        checkRate(pointer + "/rate", cohort.rate());
        if (cohort.spikes() == null) {
            return;
        }
        record Placed(Spike spike, String pointer) {}
        List<Placed> spikes = new ArrayList<>();
        for (int i = 0; i < cohort.spikes().size(); i++) {
            String at = pointer + "/spikes/" + i;
            SpikePart part = cohort.spikes().get(i);
            checkRate(at + "/to", part.to());
            if (part.at() != null && part.to() != null && part.hold() != null) {
                Spike spike = ScenarioBuilder.spike(part.at(), part.to(), part.ramp(), part.hold());
                checkSpike(spike, cohort, at);
                spikes.add(new Placed(spike, at));
            }
        }
        for (int i = 1; i < spikes.size(); i++) {
            Spike before = spikes.get(i - 1).spike();
            Spike spike = spikes.get(i).spike();
            if (spike.at().compareTo(before.end()) < 0) {
                String found = "a spike at " + text(spike.at());
                String expected = text(before.end()) + " or later, after the end of the spike before";
                notes.add(spikes.get(i).pointer() + "/at", found, expected, "a spike ends after ramp, hold and ramp");
            }
        }
    }

    /** A cohort declares how many users arrive, or which requests it consists of. */
    private void checkSelection(String pointer) {
        List<String> keys = SELECTIONS.stream()
                .filter(key -> notes.isWritten(pointer + "/" + key))
                .toList();
        for (String key : List.of("rate", "spikes")) {
            if (notes.isWritten(pointer + "/" + key) && !keys.isEmpty()) {
                String found = "'" + key + "' beside '" + keys.get(0) + "'";
                String expected =
                        "a cohort with a rate, which is the scenario of its name, or one that selects requests";
                notes.add(
                        pointer + "/" + key,
                        found,
                        expected,
                        "users arrive in scenarios; a selection counts their requests");
            }
        }
        if (keys.isEmpty() && !notes.isWritten(pointer + "/rate")) {
            String expected =
                    "a rate, such as 40/s; or one of " + String.join(", ", SELECTIONS) + ", to select requests";
            notes.missing(pointer, "rate", expected, null);
        }
    }

    private void checkSpike(Spike spike, CohortPart cohort, String pointer) {
        if (duration != null && spike.end().compareTo(duration) > 0) {
            String found = "a spike from " + text(spike.at()) + " to " + text(spike.end());
            String expected = "an end by " + text(duration) + ", when the load ends";
            notes.add(pointer, found, expected, "a spike ends after ramp, hold and ramp");
        }
        if (spike.end().equals(spike.at())) {
            notes.add(pointer + "/hold", "a spike of 0s", "a hold of more than 0s", null);
        }
        if (cohort.rate() != null && spike.to().perSecond() <= cohort.rate().perSecond()) {
            notes.add(pointer + "/to", spike.to().toString(), "more than the cohort's rate of " + cohort.rate(), null);
        }
    }

    private void checkRate(String pointer, @Nullable Rate rate) {
        if (rate != null && rate.perSecond() > HIGHEST.perSecond()) {
            notes.add(pointer, rate.toString(), HIGHEST + " or less", null);
        }
    }

    private static String text(Duration duration) {
        return DurationText.format(duration);
    }
}
