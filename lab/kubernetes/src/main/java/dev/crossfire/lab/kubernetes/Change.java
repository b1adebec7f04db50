package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One change of the store, as watches report it.
 *
 * @param version the store's version that it made
 * @param before null when the object was not there
 * @param after as it was last, when it was deleted
 */
record Change(long version, Kind kind, @Nullable ObjectNode before, ObjectNode after, boolean deleted) {}
