package dev.crossfire.model;

/** Marks the record that holds one environment kind's own settings. */
public interface EnvironmentSettings {}
