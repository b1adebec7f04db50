package dev.crossfire.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a build file says about tests.
 *
 * @param runsTests whether it builds code of its own; one that only lists modules runs no tests
 * @param hasJupiter whether it names JUnit's Jupiter
 * @param hasExtension whether it names Crossfire's extension
 * @param excludesTags whether it leaves out tests by their tags
 */
record BuildFile(boolean runsTests, boolean hasJupiter, boolean hasExtension, boolean excludesTags) {
    private static final Pattern JUPITER = Pattern.compile("junit-jupiter|spring-boot-starter-test");
    /** Of a build file that Crossfire writes. */
    static final BuildFile NEW = new BuildFile(true, true, true, false);

    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*include\\b");
    private static final String MOST_SECURE = "http://apache.org/xml/features/disallow-doctype-decl";

    /** Reads the tool's file in the folder. */
    static BuildFile read(BuildTool tool, Path folder) throws IOException {
        Path file = folder.resolve(tool.file());
        String text = text(file);
        boolean runsTests = tool != BuildTool.MAVEN || !isAggregator(file);
        return new BuildFile(
                runsTests,
                JUPITER.matcher(text).find(),
                text.contains("crossfire-junit"),
                text.contains("excludedGroups") || text.contains("excludeTags"));
    }

    /** Whether Gradle's settings list modules. */
    static boolean hasGradleModules(Path folder) throws IOException {
        for (String name : List.of("settings.gradle", "settings.gradle.kts")) {
            Path settings = folder.resolve(name);
            if (Files.isRegularFile(settings) && INCLUDE.matcher(text(settings)).find()) {
                return true;
            }
        }
        return false;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** A pom that Maven itself would refuse is taken for a usual one: Maven says best what is wrong with it. */
    private static boolean isAggregator(Path pom) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(MOST_SECURE, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Element project = builder.parse(pom.toFile()).getDocumentElement();
            return children(project)
                    .anyMatch(child -> child.getNodeName().equals("packaging")
                            && child.getTextContent().strip().equals("pom"));
        } catch (ParserConfigurationException | SAXException unreadable) {
            return false;
        }
    }

    private static Stream<Node> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1).map(nodes::item);
    }
}
