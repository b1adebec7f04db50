package dev.crossfire.plugin;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A jar that was to be a plug-in, and why it is not loaded.
 *
 * @param jar it, or the folder in which it was expected
 * @param className the class at fault; null when it is the jar as a whole
 * @param reason a clause without a full stop
 * @param remedy what its user or author can do, in sentences
 */
public record RefusedPlugin(Path jar, @Nullable String className, String reason, String remedy) {
    /** Two lines: what is wrong where, and what to do. */
    public List<String> lines() {
        return List.of(jar + ": " + (className == null ? "" : "class " + className + ": ") + reason, "    " + remedy);
    }
}
