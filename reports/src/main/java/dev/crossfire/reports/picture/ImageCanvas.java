package dev.crossfire.reports.picture;

import dev.crossfire.model.PrintableText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws as PNG with the JDK's own renderer, without a display; two pixels for each of the picture, for sharp screens. */
final class ImageCanvas implements Canvas {
    private static final int SCALE = 2;
    /** Narrow like the fonts that viewers take for the SVG; where it is missing, Java's own sans serif. */
    private static final String FAMILY = "Liberation Sans";

    private final BufferedImage image;
    private final Graphics2D pen;

    ImageCanvas(double width, double height) {
        image = new BufferedImage(
                (int) Math.ceil(width) * SCALE, (int) Math.ceil(height) * SCALE, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        pen.scale(SCALE, SCALE);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        fill(new Box(0, 0, width, height), Palette.PAPER, 1);
    }

    @Override
    public void fill(List<Point> outline, String colour, double opacity) {
        Color opaque = Color.decode(colour);
        pen.setColor(new Color(opaque.getRed(), opaque.getGreen(), opaque.getBlue(), (int) Math.round(255 * opacity)));
        Path2D path = path(outline);
        path.closePath();
        pen.fill(path);
    }

    @Override
    public void line(List<Point> points, Pen with) {
        if (points.size() < 2) {
            return;
        }
        float[] dashes = new float[with.dashes().size()];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = with.dashes().get(i);
        }
        pen.setColor(Color.decode(with.colour()));
        pen.setStroke(new BasicStroke(
                (float) with.width(),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                dashes.length == 0 ? null : dashes,
                0));
        pen.draw(path(points));
    }

    @Override
    public void text(Point at, String text, Lettering lettering) {
        pen.setColor(Color.decode(lettering.colour()));
        pen.setFont(font(lettering));
        String shown = PrintableText.line(text);
        FontMetrics metrics = pen.getFontMetrics();
        double width = metrics.getStringBounds(shown, pen).getWidth();
        double shift =
                switch (lettering.anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        pen.drawString(shown, (float) (at.x() - shift), (float) at.y());
    }

    private static Font font(Lettering lettering) {
        int style = lettering.bold() ? Font.BOLD : Font.PLAIN;
        Font narrow = new Font(FAMILY, style, 1);
        Font font = narrow.getFamily().equals(FAMILY) ? narrow : new Font(Font.SANS_SERIF, style, 1);
        return font.deriveFont((float) lettering.size());
    }

    /** The picture as a file's content. */
    byte[] finish() throws IOException {
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.setUseCache(false);
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.subList(1, points.size()).forEach(point -> path.lineTo(point.x(), point.y()));
        return path;
    }
}
