package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PictureFormatsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void theSvgIsWellFormedAndNothingButShapesAndText(SampleRun drill) throws Exception {
        Element svg = svg(drill.write(directory.resolve("run")));
        Set<String> elements = new HashSet<>();
        each(svg.getElementsByTagName("*"), element -> elements.add(element.getTagName()));
        assertThat(elements).isSubsetOf("title", "desc", "polygon", "polyline", "text");
        assertThat(svg.getAttribute("width")).isEqualTo("800");
        assertThat(svg.getTextContent()).doesNotContain(HostileText.SECRET, "\u202e");
    }

    @Test
    void itShowsTheOutcomeTheFaultAndTheRecovery() throws Exception {
        assertThat(svg(SampleRun.FAIL.write(directory.resolve("run"))).getTextContent())
                .contains("FAIL", "buyers-recover failed: buyers recovered after 14.41 s")
                .contains("writer-lost: effective 30.02 s · confirmed 33.18 s · cleared 41.70 s")
                .contains("buyers recovered 14.41 s (14.39–14.43) after writer-lost")
                .contains("requests a second", "errors", "latency");
    }

    @Test
    void allTextAndEveryShapeLiesWithinThePicture() throws Exception {
        for (SampleRun drill : List.of(SampleRun.PASS, SampleRun.HOSTILE, SampleRun.HOUR, SampleRun.CRASHED)) {
            Element svg = svg(drill.write(directory.resolve(drill.name())));
            double height = Double.parseDouble(svg.getAttribute("height"));
            each(svg.getElementsByTagName("polyline"), line -> {
                for (String point : line.getAttribute("points").split(" ", -1)) {
                    String[] xy = point.split(",", -1);
                    assertThat(Double.parseDouble(xy[0])).as("%s x", drill).isBetween(0.0, 800.0);
                    assertThat(Double.parseDouble(xy[1])).as("%s y", drill).isBetween(0.0, height);
                }
            });
        }
    }

    @Test
    void aLongRunShowsTheTimeAroundTheWorstRecovery() throws Exception {
        assertThat(svg(SampleRun.HOUR.write(directory.resolve("run"))).getTextContent())
                .contains("of 3,600 s", "buyers recovered 3.42 s");
    }

    @Test
    void thePngIsTheSamePictureAtTwiceTheSize() throws Exception {
        RunDirectory run = SampleRun.FAIL.write(directory.resolve("run"));
        double height = Double.parseDouble(svg(run).getAttribute("height"));
        new PngFormat().write(run);
        BufferedImage png = ImageIO.read(run.file("timeline.png").toFile());
        assertThat(png.getWidth()).isEqualTo(1600);
        assertThat(png.getHeight()).isEqualTo((int) Math.ceil(height) * 2);
        assertThat(new Color(png.getRGB(2, 2))).isEqualTo(Color.WHITE);
        // In the middle of the mark's square, beside the cross.
        assertThat(new Color(png.getRGB(62, 34))).isEqualTo(Color.decode("#b3361b"));
    }

    @Test
    void repeatedDrillsShowEachDrillAndEachRecovery() throws Exception {
        RepeatDirectory all = SampleRun.writeRepeat(directory, 4, 1, SampleRun.PASS, SampleRun.FAIL, SampleRun.EMPTY);
        new SvgFormat().write(all);
        Element svg = parsed(all.file("timeline.svg"));
        assertThat(svg.getTextContent()).contains("buyers after writer-lost: ", "at most 10 s", "seconds to recover");
    }

    @Test
    void aChangedRunIsReadAgain() throws Exception {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        assertThat(svg(run).getTextContent()).contains("PASS");
        Files.writeString(run.verdictFile(), Files.readString(run.verdictFile()).replace("\"pass\"", "\"fail\""));
        assertThat(svg(run).getTextContent()).contains("FAIL");
    }

    private static Element svg(RunDirectory run) throws Exception {
        new SvgFormat().write(run);
        return parsed(run.file("timeline.svg"));
    }

    private static Element parsed(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static void each(NodeList nodes, Consumer<Element> consumer) {
        for (int i = 0; i < nodes.getLength(); i++) {
            consumer.accept((Element) nodes.item(i));
        }
    }
}
