package dev.crossfire.reports.html;

import java.util.List;

/**
 * A table of plain texts.
 *
 * @param heads with one entry a column
 * @param rows with as many entries each
 * @param remark what is not in it; empty when everything is
 */
public record Table(List<String> heads, List<List<String>> rows, String remark) {
    public Table {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }
}
