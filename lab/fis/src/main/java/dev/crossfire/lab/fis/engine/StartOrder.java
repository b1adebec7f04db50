package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.FisException;
import java.util.HashMap;
import java.util.Map;

/** Checks that the actions' dependencies exist, have no cycle, and do not run too much at once. */
final class StartOrder {
    private static final int IN_PROGRESS = -1;

    private final Map<String, ActionTemplate> actions;
    private final Map<String, Integer> depths = new HashMap<>();

    private StartOrder(Map<String, ActionTemplate> actions) {
        this.actions = actions;
    }

    static void check(Map<String, ActionTemplate> actions, FisQuotas limits) {
        StartOrder order = new StartOrder(actions);
        Map<Integer, Integer> together = new HashMap<>();
        for (String name : actions.keySet()) {
            // Actions of one depth may overlap; whether some of different depths may too depends on their durations.
            if (together.merge(order.depth(name), 1, Integer::sum) > limits.parallelActions()) {
                throw FisException.quota("More than " + limits.parallelActions()
                        + " actions would run in parallel; let some start after others.");
            }
        }
    }

    private int depth(String name) {
        Integer known = depths.get(name);
        if (known != null && known == IN_PROGRESS) {
            throw FisException.invalid(
                    "Action \"" + name + "\" starts after itself; startAfter must not form a cycle.");
        }
        if (known != null) {
            return known;
        }
        depths.put(name, IN_PROGRESS);
        int depth = 0;
        for (String before : template(name).startAfter()) {
            if (!actions.containsKey(before)) {
                throw FisException.invalid("Action \"" + name + "\" starts after \"" + before
                        + "\", which is not an action of the template.");
            }
            depth = Math.max(depth, depth(before) + 1);
        }
        depths.put(name, depth);
        return depth;
    }

    private ActionTemplate template(String name) {
        ActionTemplate template = actions.get(name);
        if (template == null) {
            throw new IllegalStateException("no action '" + name + "'");
        }
        return template;
    }
}
