/** What a run has to say to a pipeline: each thing that did not pass, with its place in the scenario's file. */
@NullMarked
package dev.crossfire.reports.pipeline;

import org.jspecify.annotations.NullMarked;
