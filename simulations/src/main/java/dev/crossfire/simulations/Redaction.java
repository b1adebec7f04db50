package dev.crossfire.simulations;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.Json;
import dev.crossfire.simulations.recorder.EndedRequest;
import dev.crossfire.simulations.recorder.RunObserver.EndedRequestSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Replaces the values of secrets in every text that leaves the load generator's process. */
final class Redaction {
    /** Nothing is secret. */
    static final Redaction NONE = new Redaction(List.of());

    private static final String SHOWN = "***";
    /** Shorter ones would hide whole words, and three letters protect nothing. */
    private static final int SHORTEST_SECRET = 4;

    private final List<String> hidden;

    /** @param secrets their values; those of several lines are hidden line by line, too, for logs are written so */
    Redaction(Collection<String> secrets) {
        hidden = secrets.stream()
                .flatMap(secret -> Stream.concat(Stream.of(secret), secret.lines()))
                .map(String::strip)
                .filter(text -> text.length() >= SHORTEST_SECRET)
                .flatMap(text -> Stream.of(text, URLEncoder.encode(text, StandardCharsets.UTF_8), inJson(text)))
                .distinct()
                // One may be part of another.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String inJson(String text) {
        String quoted = Json.line(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Whether there is nothing to hide. */
    boolean isEmpty() {
        return hidden.isEmpty();
    }

    /** A text without secrets. */
    String of(String text) {
        String shown = text;
        for (String one : hidden) {
            shown = shown.replace(one, SHOWN);
        }
        return shown;
    }

    /** An event without secrets in the texts that come from the simulation. */
    GeneratorEvent of(GeneratorEvent event) {
        if (isEmpty()) {
            return event;
        }
        if (event instanceof GeneratorEvent.GeneratorFailed failed) {
            return new GeneratorEvent.GeneratorFailed(of(failed.why()));
        }
        if (event instanceof GeneratorEvent.AfterHookEnded ended && ended.problem() != null) {
            return new GeneratorEvent.AfterHookEnded(of(ended.problem()));
        }
        if (event instanceof GeneratorEvent.UnbuiltRequests notBuilt) {
            return new GeneratorEvent.UnbuiltRequests(
                    notBuilt.count(), notBuilt.reasons().stream().map(this::of).toList());
        }
        if (event instanceof GeneratorEvent.AssertionTexts declared) {
            return new GeneratorEvent.AssertionTexts(
                    declared.texts().stream().map(this::of).toList());
        }
        if (event instanceof GeneratorEvent.AssertionResults evaluated) {
            return new GeneratorEvent.AssertionResults(
                    evaluated.results().stream().map(this::of).toList());
        }
        return event;
    }

    private AssertionResult of(AssertionResult result) {
        String detail = result.detail() == null ? null : of(result.detail());
        return new AssertionResult(of(result.text()), result.held(), result.actual(), result.unit(), detail);
    }

    /** Passes text on line by line, without secrets; a line is held back until it has ended. */
    static final class RedactedOutput extends OutputStream {
        private static final int LONGEST_HELD = 1 << 16;

        private final OutputStream to;
        private final Redaction redaction;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        RedactedOutput(OutputStream to, Redaction redaction) {
            this.to = to;
            this.redaction = redaction;
        }

        @Override
        public synchronized void write(int letter) throws IOException {
            line.write(letter);
            if (letter == '\n' || line.size() >= LONGEST_HELD) {
                pass();
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }

        private void pass() throws IOException {
            to.write(redaction.of(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            line.reset();
        }

        /** A line that has not ended stays: half a secret would pass unseen. */
        @Override
        public synchronized void flush() throws IOException {
            to.flush();
        }

        @Override
        public synchronized void close() throws IOException {
            pass();
            to.close();
        }
    }

    /** Passes requests on without secrets in their names and errors. */
    record RedactedSamples(EndedRequestSink to, Redaction redaction) implements EndedRequestSink {
        @Override
        public void accept(EndedRequest ended) {
            to.accept(ended.reworded(redaction::of));
        }
    }
}
