/** The scenario language: reader, JSON Schema and the shipped library. */
@NullMarked
package dev.crossfire.scenarios;

import org.jspecify.annotations.NullMarked;
