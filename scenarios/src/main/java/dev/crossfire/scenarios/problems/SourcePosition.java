package dev.crossfire.scenarios.problems;

import org.jspecify.annotations.Nullable;

/** The position of something that the user wrote. */
public sealed interface SourcePosition {
    /** The position, for messages. */
    @Override
    String toString();

    /** The position, as a plan shows a value's origin. */
    String origin();

    /**
     * In a file.
     *
     * @param line from 1
     * @param column from 1
     * @param overlay the overlay that contains it; null for the scenario itself
     */
    public record InFile(
            String file, int line, int column, @Nullable String overlay) implements SourcePosition {
        public InFile(String file, int line, int column) {
            this(file, line, column, null);
        }

        /** The position as one in an overlay. */
        public InFile inOverlay(String name) {
            return new InFile(file, line, column, name);
        }

        /** The position just behind a text. */
        public static InFile endOf(String file, String text) {
            int line = 1 + (int) text.chars().filter(letter -> letter == '\n').count();
            String last = text.substring(text.lastIndexOf('\n') + 1);
            return new InFile(file, line, last.codePointCount(0, last.length()) + 1);
        }

        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }

        @Override
        public String origin() {
            String position = file + ":" + line;
            return overlay == null ? position : "overlay " + overlay + " " + position;
        }
    }

    /** Given on the command line, as {@code load.duration=2m}. */
    record Given(String argument) implements SourcePosition {
        @Override
        public String toString() {
            return "--set " + argument;
        }

        @Override
        public String origin() {
            return "--set";
        }
    }
}
