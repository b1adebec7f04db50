package dev.crossfire.simulations;

import dev.crossfire.evidence.AssertionResult;
import dev.crossfire.evidence.Json;
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
    private static final int SHORTEST = 4;

    private final List<String> hidden;

    /** @param secrets their values; those of several lines are hidden line by line, too, for logs are written so */
    Redaction(Collection<String> secrets) {
        hidden = secrets.stream()
                .flatMap(secret -> Stream.concat(Stream.of(secret), secret.lines()))
                .map(String::strip)
                .filter(text -> text.length() >= SHORTEST)
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
        if (event instanceof GeneratorEvent.Failed failed) {
            return new GeneratorEvent.Failed(of(failed.why()));
        }
        if (event instanceof GeneratorEvent.AfterHookEnded ended && ended.problem() != null) {
            return new GeneratorEvent.AfterHookEnded(of(ended.problem()));
        }
        if (event instanceof GeneratorEvent.RequestsNotBuilt notBuilt) {
            return new GeneratorEvent.RequestsNotBuilt(
                    notBuilt.count(), notBuilt.reasons().stream().map(this::of).toList());
        }
        if (event instanceof GeneratorEvent.AssertionsDeclared declared) {
            return new GeneratorEvent.AssertionsDeclared(
                    declared.texts().stream().map(this::of).toList());
        }
        if (event instanceof GeneratorEvent.AssertionsEvaluated evaluated) {
            return new GeneratorEvent.AssertionsEvaluated(
                    evaluated.results().stream().map(this::of).toList());
        }
        return event;
    }

    private AssertionResult of(AssertionResult result) {
        String detail = result.detail() == null ? null : of(result.detail());
        return new AssertionResult(of(result.text()), result.held(), result.actual(), result.unit(), detail);
    }
}
