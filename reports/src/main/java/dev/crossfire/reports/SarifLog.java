package dev.crossfire.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.PrintableText;
import dev.crossfire.model.Problem;
import dev.crossfire.reports.words.Redactor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check} finds as SARIF 2.1.0, which GitHub and editors show on the line that it is about.
 *
 * <p>Its rules are two: invalid input, which keeps a run from starting, and warnings, which do not.
 */
public final class SarifLog {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final int LONGEST_TEXT = 1000;
    private static final Pattern PLACE = Pattern.compile("(.+):(\\d{1,9}):(\\d{1,9})");
    private static final SarifRule INVALID =
            new SarifRule("invalid-input", new SarifText("A scenario, an environment or an option is invalid."));
    private static final SarifRule WARNING =
            new SarifRule("warning", new SarifText("A run is possible and may be worth less."));

    private final List<SarifResult> results = new ArrayList<>();

    private record SarifFile(@JsonProperty("$schema") String schema, String version, List<SarifRun> runs) {}

    private record SarifRun(SarifTool tool, String columnKind, List<SarifResult> results) {}

    private record SarifTool(SarifDriver driver) {}

    private record SarifDriver(String name, String version, List<SarifRule> rules) {}

    private record SarifRule(String id, SarifText shortDescription) {}

    private record SarifText(String text) {}

    private record SarifResult(String ruleId, String level, SarifText message, List<SarifLocation> locations) {}

    private record SarifLocation(SarifPhysical physicalLocation) {}

    private record SarifPhysical(
            SarifArtifact artifactLocation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SarifRegion region) {}

    private record SarifArtifact(String uri) {}

    private record SarifRegion(int startLine, int startColumn) {}

    /** Adds something that is invalid. */
    public SarifLog problem(Problem problem) {
        results.add(new SarifResult(INVALID.id(), "error", text(problem.sentence()), locations(problem.where())));
        return this;
    }

    /** Adds something that is invalid and has no place but perhaps a file. */
    public SarifLog problem(String sentence, @Nullable String file) {
        results.add(new SarifResult(INVALID.id(), "error", text(sentence), whole(file)));
        return this;
    }

    /** Adds a warning about a file; null when it is about none. */
    public SarifLog warning(String sentence, @Nullable String file) {
        results.add(new SarifResult(WARNING.id(), "warning", text(sentence), whole(file)));
        return this;
    }

    /** The log of everything that was added. */
    public String json(String crossfireVersion) {
        SarifDriver driver = new SarifDriver("Crossfire", crossfireVersion, List.of(INVALID, WARNING));
        SarifRun run = new SarifRun(new SarifTool(driver), "utf16CodeUnits", List.copyOf(results));
        return Json.pretty(new SarifFile(SCHEMA, "2.1.0", List.of(run)));
    }

    private static SarifText text(String sentence) {
        return new SarifText(PrintableText.line(Redactor.text(sentence, LONGEST_TEXT)));
    }

    private static List<SarifLocation> locations(String where) {
        Matcher place = PLACE.matcher(where);
        if (!place.matches()) {
            return List.of();
        }
        SarifRegion region = new SarifRegion(
                Math.max(1, Integer.parseInt(place.group(2))), Math.max(1, Integer.parseInt(place.group(3))));
        return List.of(new SarifLocation(new SarifPhysical(new SarifArtifact(uri(place.group(1))), region)));
    }

    private static List<SarifLocation> whole(@Nullable String file) {
        return file == null
                ? List.of()
                : List.of(new SarifLocation(new SarifPhysical(new SarifArtifact(uri(file)), null)));
    }

    /** A path as a reference; a relative one stays relative, to the repository's root where that is the directory. */
    private static String uri(String file) {
        try {
            Path path = Path.of(file);
            if (path.isAbsolute()) {
                return path.toUri().toString();
            }
            // The leading dot keeps a colon in the first segment from making it a scheme.
            return new URI(null, null, "./" + file, null).normalize().toASCIIString();
        } catch (URISyntaxException | IllegalArgumentException unusual) {
            return "unknown";
        }
    }
}
