package dev.crossfire.reports.picture;

import dev.crossfire.model.PrintableText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws as SVG 1.1 without scripts, styles or references, so that every viewer and every sanitizer leaves it whole. */
final class SvgCanvas implements Canvas {
    private static final String FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    private final StringBuilder svg = new StringBuilder();

    /**
     * An empty picture with a background of its own.
     *
     * @param title what a screen reader says first
     * @param description the picture's text for screen readers
     */
    SvgCanvas(double width, double height, String title, String description) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" font-family=\"")
                .append(FONTS)
                .append("\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<desc>")
                .append(escaped(description))
                .append("</desc>\n");
        fill(new Box(0, 0, width, height), Palette.PAPER, 1);
    }

    @Override
    public void fill(List<Point> outline, String colour, double opacity) {
        svg.append("<polygon points=\"")
                .append(points(outline))
                .append("\" fill=\"")
                .append(colour);
        if (opacity < 1) {
            svg.append("\" fill-opacity=\"").append(number(opacity));
        }
        svg.append("\"/>\n");
    }

    @Override
    public void line(List<Point> points, Pen pen) {
        if (points.size() < 2) {
            return;
        }
        svg.append("<polyline points=\"")
                .append(points(points))
                .append("\" fill=\"none\" stroke-linejoin=\"round\" stroke=\"")
                .append(pen.colour())
                .append("\" stroke-width=\"")
                .append(number(pen.width()));
        if (!pen.dashes().isEmpty()) {
            svg.append("\" stroke-dasharray=\"")
                    .append(pen.dashes().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        svg.append("\"/>\n");
    }

    @Override
    public void text(Point at, String text, Lettering lettering) {
        svg.append("<text x=\"")
                .append(number(at.x()))
                .append("\" y=\"")
                .append(number(at.y()))
                .append("\" font-size=\"")
                .append(number(lettering.size()))
                .append("\" fill=\"")
                .append(lettering.colour());
        if (lettering.bold()) {
            svg.append("\" font-weight=\"bold");
        }
        if (lettering.anchor() != Anchor.START) {
            svg.append("\" text-anchor=\"").append(lettering.anchor().name().toLowerCase(Locale.ROOT));
        }
        svg.append("\">").append(escaped(text)).append("</text>\n");
    }

    /** The picture as a document; nothing may be drawn after it. */
    String finish() {
        return svg.append("</svg>\n").toString();
    }

    private static String points(List<Point> points) {
        return points.stream()
                .map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    /** Hundredths of a pixel; a whole number without its point. */
    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }

    private static String escaped(String text) {
        return PrintableText.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
