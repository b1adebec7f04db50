package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.FisFault;
import dev.crossfire.chaos.Harm;
import dev.crossfire.chaos.Strike;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An action of FIS that we do not know, with the parameters that the scenario gives. */
final class PassedThrough {
    private static final String DURATION = "duration";

    private PassedThrough() {}

    /** The row for targets of a type. */
    static Row row(String type) {
        return new Row(type, Capability.ACTION, List.of(), List.of(), PassedThrough::steps);
    }

    private static List<Step> steps(Strike strike, Inventory inventory) {
        Harm harm = strike.harm();
        Map<String, String> parameters = new LinkedHashMap<>();
        harm.parameters().forEach((name, value) -> {
            if (name.startsWith(FisFault.PARAMETER)) {
                parameters.put(name.substring(FisFault.PARAMETER.length()), value);
            }
        });
        if (strike.duration() != null && !parameters.containsKey(DURATION)) {
            parameters.put(DURATION, strike.duration().toString());
        }
        List<String> arns = strike.targets().stream().map(Target::id).toList();
        Aim aim = Aim.at("action-targets", strike.targets().get(0).type(), arns);
        return List.of(new Step(
                "action", harm.parameter(FisFault.ACTION), harm.parameter(FisFault.TARGET_KEY), aim, parameters));
    }
}
