package dev.crossfire.evidence;

import dev.crossfire.model.Plan.UsedPlugin;

/**
 * Names a plug-in that a run used and that is not loaded, and says how to load it.
 *
 * <p>It is never loaded from where the plan says it was: evidence travels, and must not decide which code is run.
 */
public final class MissingPlugin {
    private MissingPlugin() {}

    /** A clause without a full stop. */
    public static String text(UsedPlugin plugin) {
        return text(plugin.name(), plugin.version(), plugin.jar());
    }

    static String text(String name, String version, String jar) {
        return "plug-in " + name + (version.isEmpty() ? "" : " " + version)
                + ", which is not loaded; add --plugins with its jar or folder (the run used " + jar + ")";
    }
}
