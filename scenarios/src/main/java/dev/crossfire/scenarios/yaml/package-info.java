/** Parses files as YAML in which every value has its position. */
@NullMarked
package dev.crossfire.scenarios.yaml;

import org.jspecify.annotations.NullMarked;
