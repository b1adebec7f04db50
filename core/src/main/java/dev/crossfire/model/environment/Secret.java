package dev.crossfire.model.environment;

import java.util.Objects;

/** A text that must not be shown: it can be used, but neither printed nor written down. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = Objects.requireNonNull(text);
    }

    /** The text itself, to be passed only to code that needs the password. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Always the same stars, whatever the secret and however long. */
    @Override
    public String toString() {
        return "***";
    }
}
