package dev.crossfire.simulations;

import dev.crossfire.simulations.recorder.Sample;
import dev.crossfire.simulations.recorder.SampleSink;

/** Passes requests on without secrets in their names and errors. */
record RedactedSamples(SampleSink to, Redaction redaction) implements SampleSink {
    @Override
    public void accept(Sample sample) {
        to.accept(sample.reworded(redaction::of));
    }
}
