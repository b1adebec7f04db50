package dev.crossfire.junit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** System properties that a test changes, and puts back. */
final class SystemProperties {
    private final Map<String, @Nullable String> before = new HashMap<>();

    void set(String name, String value) {
        String old = System.setProperty(name, value);
        before.putIfAbsent(name, old);
    }

    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
