package dev.crossfire.model.environment;

/** Marks the record that contains one environment kind's own settings. */
public interface EnvironmentSettings {}
