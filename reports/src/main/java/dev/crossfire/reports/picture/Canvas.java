package dev.crossfire.reports.picture;

import java.util.List;

/**
 * What a picture is drawn on: pixels from the upper left corner. It is small on purpose, so that SVG and PNG show the same.
 */
interface Canvas {
    /** A point in pixels. */
    record Point(double x, double y) {}

    /** An upright rectangle. */
    record Box(double left, double top, double right, double bottom) {
        double width() {
            return right - left;
        }

        double height() {
            return bottom - top;
        }

        List<Point> outline() {
            return List.of(
                    new Point(left, top), new Point(right, top), new Point(right, bottom), new Point(left, bottom));
        }
    }

    /**
     * How a line is drawn.
     *
     * @param dashes lengths of dash and gap in turn; empty for a solid line
     */
    record Pen(String colour, double width, List<Integer> dashes) {
        public Pen {
            dashes = List.copyOf(dashes);
        }

        Pen(String colour, double width) {
            this(colour, width, List.of());
        }
    }

    /** How a text is drawn; its anchor is at its start, middle or end, on the base line. */
    record Lettering(String colour, double size, boolean bold, Anchor anchor) {
        static Lettering plain(double size) {
            return new Lettering(Palette.INK, size, false, Anchor.START);
        }

        static Lettering soft(double size) {
            return new Lettering(Palette.SOFT, size, false, Anchor.START);
        }

        static Lettering bold(double size, String colour) {
            return new Lettering(colour, size, true, Anchor.START);
        }

        Lettering at(Anchor to) {
            return new Lettering(colour, size, bold, to);
        }
    }

    /** Which end of a text stays at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Fills an outline. */
    void fill(List<Point> outline, String colour, double opacity);

    /** Draws a line through points; fewer than two draw nothing. */
    void line(List<Point> points, Pen pen);

    /** Writes a text on one line; it is plain, and escaped by the canvas. */
    void text(Point at, String text, Lettering lettering);

    /** Fills a rectangle. */
    default void fill(Box box, String colour, double opacity) {
        fill(box.outline(), colour, opacity);
    }

    /** Draws a straight line. */
    default void line(double fromX, double fromY, double toX, double toY, Pen pen) {
        line(List.of(new Point(fromX, fromY), new Point(toX, toY)), pen);
    }

    /** Draws slanted lines through a rectangle: as lines, because not every viewer knows patterns. */
    default void hatch(Box box, Pen pen, double gap) {
        for (double start = box.left() - box.height(); start < box.right(); start += gap) {
            double fromX = Math.max(start, box.left());
            double toX = Math.min(start + box.height(), box.right());
            if (toX > fromX) {
                line(fromX, box.bottom() - (fromX - start), toX, box.bottom() - (toX - start), pen);
            }
        }
    }
}
