package dev.crossfire.model;

/** Marks the record that holds one fault kind's own settings; its components are the settings' names. */
public interface FaultSettings {}
