package dev.crossfire.spi;

/**
 * A setting that fits no target.
 *
 * @param setting its key, as {@code labels}
 * @param found what it says, and of whom that does not hold, in words
 * @param wanted what would do
 */
public record SettingMismatch(String setting, String found, String wanted) {}
