package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.SettingMismatch;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Passes an action of the Fault Injection Service, or an operator's template, through to it. */
public final class FisFault extends DisruptionKind<FisFault.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "fis",
            "runs an action or an experiment template of the Fault Injection Service",
            Settings.class,
            Set.of(Capability.ACTION),
            DurationRule.DEPENDS_ON_SETTINGS,
            "what the action or template does not undo itself",
            "every target shows the symptom that the scenario names: it is unreachable, slow, or replaced by another",
            "the service undoes what lasts: an action after the fault's duration, a template's actions after their own"
                    + " durations, which may be no longer; healing stops the experiment and deletes its template or copy, from"
                    + " any process; with `once` nothing is undone, and it is cleared when its targets are healthy");

    /**
     * What is passed through: either an action or a template.
     *
     * @param action the action's id, as {@code aws:ecs:stop-task}; null when a template is given
     * @param targetKey what the action calls its target, as {@code Tasks}; null when a template is given
     * @param parameters of the action; null for none
     * @param template the id of an experiment template; null when an action is given
     * @param shows how it is seen in the targets that it took place
     * @param once whether what is done is done at once and lasts as long as it lasts, so that no duration is given; null
     *     means that it is not
     */
    public record Settings(
            @Describe("the action's id, such as aws:ecs:stop-task") @Nullable
            String action,

            @Describe("the action's name for its target, such as Tasks") @Nullable
            String targetKey,

            @Describe("the action's parameters; a duration comes from the fault's, and none may be longer") @Nullable
            Map<String, String> parameters,

            @Describe("the id of an experiment template to run a copy of, instead of an action; it may hit only the"
                    + " fault's targets, select none of them at random, and last only as long")
            @Nullable
            String template,

            @Describe("the symptom of its targets") SymptomKind shows,

            @Describe(
                    "true for an action that takes no duration, such as aws:ecs:stop-task, and for a template of such")
            @Nullable
            Boolean once)
            implements FaultSettings {
        private static final String DURATION = "duration";
        private static final Pattern ACTION_ID = Pattern.compile("[a-z0-9-]+:[a-z0-9-]+:[a-z0-9-]+");
        private static final Pattern TEMPLATE_ID = Pattern.compile("EXT[A-Za-z0-9]{1,61}");

        public Settings {
            parameters = parameters == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            if ((action == null) == (template == null)) {
                throw new IllegalArgumentException("either an action or a template");
            }
            if ((action == null) != (targetKey == null)) {
                throw new IllegalArgumentException(
                        "a target-key exactly with an action, such as Tasks with aws:ecs:stop-task");
            }
            if (action != null && !ACTION_ID.matcher(action).matches()) {
                throw new IllegalArgumentException("an action's id, such as aws:ecs:stop-task");
            }
            if (template != null && !TEMPLATE_ID.matcher(template).matches()) {
                throw new IllegalArgumentException("a template's id, as EXT1a2b3c4d5e6f7g");
            }
            if (parameters != null && parameters.containsKey(DURATION)) {
                throw new IllegalArgumentException(
                        "parameters without 'duration'; the fault's is used, unless a parameter has the duration");
            }
            if (parameters != null && Boolean.TRUE.equals(once)) {
                Optional<String> lasting = ActionValues.exceeding(Duration.ZERO, parameters);
                if (lasting.isPresent()) {
                    throw new IllegalArgumentException("parameters without durations because of 'once', but "
                            + lasting.get() + " is one; give the fault a duration instead");
                }
            }
            if (template != null && parameters != null) {
                throw new IllegalArgumentException("parameters only with an action; a template has its own");
            }
        }
    }

    public FisFault() {
        super(DESCRIPTION);
    }

    @Override
    public boolean requiresDuration(FaultSettings settings) {
        return !(settings instanceof Settings mine && Boolean.TRUE.equals(mine.once()));
    }

    @Override
    public Optional<SettingMismatch> mismatch(FaultContext<Settings> context) {
        Map<String, String> parameters = context.settings().parameters();
        Duration duration = context.duration();
        if (parameters == null || duration == null) {
            return Optional.empty();
        }
        return ActionValues.exceeding(duration, parameters)
                .map(found -> new SettingMismatch(
                        "parameters", found, "at most the fault's own duration, " + DurationText.format(duration)));
    }

    /** Also a plan that was edited after its review. */
    @Override
    public Fault arm(FaultContext<Settings> context) throws FaultException {
        Optional<SettingMismatch> settingMismatch = mismatch(context);
        if (settingMismatch.isPresent()) {
            throw new FaultException("parameters: " + settingMismatch.get().found() + " is invalid; expected "
                    + settingMismatch.get().expected());
        }
        return super.arm(context);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.shows();
    }
}
