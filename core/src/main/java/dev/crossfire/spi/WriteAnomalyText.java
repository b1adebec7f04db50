package dev.crossfire.spi;

import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly;

/** Write anomalies as people read them, the same in the judge's reasons and in reports. */
public final class WriteAnomalyText {
    private WriteAnomalyText() {}

    /** As {@code k7 is present 2 times}. */
    public static String of(WriteAnomaly anomaly) {
        return switch (anomaly.kind()) {
            case LOST -> anomaly.what() + " was acknowledged and is absent";
            case DUPLICATE -> anomaly.what() + " is present " + FigureText.count(anomaly.found()) + " times";
            case OVERSOLD ->
                anomaly.what() + " has " + FigureText.count(anomaly.found(), "write") + ", of at most "
                        + FigureText.count(anomaly.allowed());
        };
    }
}
