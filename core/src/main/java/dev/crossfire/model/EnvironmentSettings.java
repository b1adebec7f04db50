package dev.crossfire.model;

/** Marks the record that contains one environment kind's own settings. */
public interface EnvironmentSettings {}
