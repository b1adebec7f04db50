package dev.crossfire.spi;

/**
 * A setting that fits no target.
 *
 * @param setting its key, as {@code labels}
 * @param found its value, and the targets that it does not fit
 * @param expected what would fit
 */
public record SettingMismatch(String setting, String found, String expected) {}
