package dev.crossfire.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The bill of versions has no parent, because its users would get the versions of our libraries with it. So it repeats what
 * it would inherit.
 */
class BillOfVersionsTest {
    private static final Path CHECKOUT = Path.of("..");
    private static Map<String, Document> poms = Map.of();

    @BeforeAll
    static void read() throws Exception {
        poms = new TreeMap<>();
        poms.put("", pom(""));
        for (String module : texts("", "/project/modules/module")) {
            poms.put(module, pom(module));
        }
    }

    @Test
    void itRepeatsTheRootsVersionAndAddress() throws XPathExpressionException {
        for (String path :
                List.of("groupId", "version", "url", "properties/crossfire.url", "scm/url", "licenses/license/name")) {
            assertThat(texts("bom", "/project/" + path)).as(path).hasSize(1).isEqualTo(texts("", "/project/" + path));
        }
    }

    @Test
    void itRepeatsTheVersionsOfPlugIns() throws XPathExpressionException {
        Map<String, String> ours = plugins("bom");
        assertThat(ours).isNotEmpty();
        assertThat(plugins("")).containsAllEntriesOf(ours);
    }

    /** A project that imports it names each of them without a version. */
    @Test
    void itNamesWhatUsersDependOn() throws XPathExpressionException {
        List<String> named = texts("bom", "//dependencyManagement/dependencies/dependency/artifactId");
        assertThat(named)
                .contains("core", "crossfire-junit", "crossfire-testkit", "crossfire-maven-plugin", "crossfire-dist")
                .allMatch(artifact -> poms.keySet().stream().anyMatch(module -> isArtifact(module, artifact)));
        assertThat(texts("bom", "//dependencyManagement/dependencies/dependency/version"))
                .hasSameSizeAs(named)
                .containsOnly("${project.version}");
    }

    private static boolean isArtifact(String module, String artifact) {
        try {
            return texts(module, "/project/artifactId").contains(artifact);
        } catch (XPathExpressionException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    private static Map<String, String> plugins(String module) throws XPathExpressionException {
        String all = "/project/build/pluginManagement/plugins/plugin";
        List<String> names = texts(module, all + "/artifactId");
        List<String> versions = texts(module, all + "/version");
        assertThat(versions).hasSameSizeAs(names);
        return IntStream.range(0, names.size()).boxed().collect(Collectors.toMap(names::get, versions::get));
    }

    private static List<String> texts(String module, String path) throws XPathExpressionException {
        Function<NodeList, List<String>> content = nodes -> IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent().strip())
                .toList();
        return content.apply((NodeList)
                XPathFactory.newInstance().newXPath().evaluate(path, poms.get(module), XPathConstants.NODESET));
    }

    private static Document pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(CHECKOUT.resolve(module).resolve("pom.xml").toFile());
    }
}
