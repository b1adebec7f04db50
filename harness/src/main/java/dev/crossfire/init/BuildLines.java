package dev.crossfire.init;

import java.io.IOException;
import java.util.Map;

/**
 * What a build file needs so that drills run as tests.
 *
 * @param version of Crossfire
 * @param name of a project that is made
 */
record BuildLines(InitChoices choices, String version, String name) {
    /** The version of JUnit that the extension is compiled against, and the version of its platform that belongs to it. */
    private static final String JUPITER = "5.14.1";

    private static final String PLATFORM = "1.14.1";

    /** The build file of a new project. */
    String newFile() throws IOException {
        return filled(choices.build().file() + ".template", "");
    }

    /** The lines for the build file that is there. */
    String added() throws IOException {
        String jupiter = choices.buildFile().hasJupiter() ? "" : filled(resource("jupiter"), "");
        return filled(resource("lines"), jupiter);
    }

    /** The language of these lines, as Markdown names it. */
    String language() {
        return switch (choices.build()) {
            case MAVEN -> "xml";
            case GRADLE -> "groovy";
            case GRADLE_KOTLIN, NONE -> "kotlin";
        };
    }

    private String resource(String part) {
        return switch (choices.build()) {
            case MAVEN -> "pom-" + part + ".xml";
            case GRADLE -> "gradle-" + part + ".gradle";
            case GRADLE_KOTLIN, NONE -> "gradle-" + part + ".gradle.kts";
        };
    }

    private String filled(String resource, String junit) throws IOException {
        return FileTemplate.filled(
                resource,
                Map.of("VERSION", version, "NAME", name, "JUPITER", JUPITER, "PLATFORM", PLATFORM, "JUNIT", junit));
    }
}
