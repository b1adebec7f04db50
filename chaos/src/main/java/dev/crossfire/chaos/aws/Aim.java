package dev.crossfire.chaos.aws;

import java.util.List;
import java.util.Map;

/**
 * Which resources an action is aimed at: exactly one of the two is given, as FIS wants it.
 *
 * @param arns exactly these
 * @param tags all that carry all of these
 */
record Aim(Action action, List<String> arns, Map<String, String> tags) {
    static Aim at(Action action, String arn) {
        return new Aim(action, List.of(arn), Map.of());
    }

    static Aim tagged(Action action, Map<String, String> tags) {
        return new Aim(action, List.of(), tags);
    }

    @Override
    public String toString() {
        return action.resourceType() + (arns.isEmpty() ? " with tags " + tags : " " + String.join(", ", arns));
    }
}
