/** The scenario language: readers and JSON Schemas of its three files, and the shipped library. */
@NullMarked
package dev.crossfire.scenarios;

import org.jspecify.annotations.NullMarked;
